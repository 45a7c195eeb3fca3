/// <reference lib="dom" />
import { bytesOfBase64 } from "./items/bytes_of_base64.ts";
import type { MapDataThumbnails } from "./items/map_data.ts";

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

/** Decodes sheets of thumbnails when the first of their pictures is drawn; `onReady` after each. */
export function createThumbnails(
  { width, height, columns, perSheet, sheets }: MapDataThumbnails,
  onReady: () => void,
): Thumbnails {
  const decoded: (ImageBitmap | "decoding" | undefined)[] = sheets.map(() => undefined);
  const decode = async (at: number): Promise<void> => {
    decoded[at] = "decoding";
    // No address of an image is needed, and so none has to be allowed.
    const file = new Blob([bytesOfBase64(sheets[at])], { type: "image/png" });
    decoded[at] = await createImageBitmap(file);
    onReady();
  };
  return {
    width,
    height,
    draw(context, item, place) {
      const at = Math.floor(item / perSheet), sheet = decoded[at];
      if (sheet === undefined) decode(at);
      if (sheet === undefined || sheet === "decoding") return false;
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
