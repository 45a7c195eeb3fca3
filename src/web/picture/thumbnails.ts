/** The small pictures of all items. */
export interface Thumbnails {
  readonly width: number;
  readonly height: number;
  /** Draws the picture of an item into a rectangle; false as long as its sheet is not there yet. */
  draw(
    context: CanvasRenderingContext2D,
    item: number,
    place: { left: number; top: number; width: number; height: number },
  ): boolean;
}

/** Small pictures side by side on sheets, row by row in the order of the items. */
export interface ThumbnailLayout {
  readonly width: number;
  readonly height: number;
  /** The pictures of a row of a sheet, and of a whole sheet. */
  readonly columns: number;
  readonly perSheet: number;
}

/** The source of sheets, and the callbacks of their arrival. */
export interface ThumbnailOptions {
  /** The bytes of a sheet, a PNG file. */
  readonly read: (sheet: number) => BufferSource | Promise<BufferSource>;
  /** Called after each sheet that is there. */
  readonly onReady: () => void;
  /** Called with what kept a sheet away; it is asked for again when next it is drawn. */
  readonly onError?: (error: unknown) => void;
  /** The most sheets that stay in memory: all unless given. */
  readonly most?: number;
}

/** Reads sheets of thumbnails when the first of their pictures is drawn. */
export function createThumbnails(
  { width, height, columns, perSheet }: ThumbnailLayout,
  { read, onReady, onError = () => {}, most = Infinity }: ThumbnailOptions,
): Thumbnails {
  const decoded = new Map<number, ImageBitmap | "decoding">();
  const decode = async (at: number): Promise<void> => {
    decoded.set(at, "decoding");
    try {
      // No address of an image is needed, and so none has to be allowed.
      const file = new Blob([await read(at)], { type: "image/png" });
      decoded.set(at, await createImageBitmap(file));
    } catch (error) {
      decoded.delete(at);
      return onError(error);
    }
    for (const [other, sheet] of decoded) {
      if (decoded.size <= most) break;
      if (other === at || sheet === "decoding") continue;
      sheet.close();
      decoded.delete(other);
    }
    onReady();
  };
  return {
    width,
    height,
    draw(context, item, place) {
      const at = Math.floor(item / perSheet), sheet = decoded.get(at);
      if (sheet === undefined) decode(at);
      if (sheet === undefined || sheet === "decoding") return false;
      // The one that was drawn last is the last to go.
      decoded.delete(at);
      decoded.set(at, sheet);
      const slot = item % perSheet;
      context.drawImage(
        sheet,
        slot % columns * width,
        Math.floor(slot / columns) * height,
        width,
        height,
        place.left,
        place.top,
        place.width,
        place.height,
      );
      return true;
    },
  };
}
