import { refusing } from "../../../core/refuse.ts";
import { formatByName, formatOfBytes, pictureFormats, unreadFormatOfBytes } from "./formats.ts";
import { type Image, LARGEST_IMAGE, type OpenedImage } from "./image.ts";
import { layOverWhite } from "./lay_over_white.ts";
import { swapsSides, turnImage } from "./orientation.ts";

/**
 * Decodes a PNG, JPEG, WebP, GIF, BMP or TIFF, told apart by their first bytes; `name` is how errors
 * call it.
 *
 * Values are bytes, or 16 bits where the file has so many; it is set upright as its metadata ask, and
 * what is transparent is laid over white: `notes` say which of it was done. Throws a RangeError for
 * more pixels than `maxPixels` before anything is decompressed, and a SyntaxError for a damaged file
 * and for any other format.
 */
export async function decodeImage(
  bytes: Uint8Array,
  name: string,
  { maxPixels = LARGEST_IMAGE }: { maxPixels?: number } = {},
): Promise<Image> {
  return await withFormat(bytes, name, async (opened, format) => {
    const { width, height, orientation = 1 } = opened;
    if (width * height > maxPixels) {
      throw new RangeError(
        `Cannot read ${name}: its ${width} × ${height} pixels are more than the ${maxPixels} allowed`,
      );
    }
    const image = turnImage(layOverWhite(await opened.decode(), opened), orientation);
    const called = formatByName(name);
    if (called === undefined || called === format) return image;
    return { ...image, notes: [...image.notes ?? [], "misnamed"] };
  });
}

/** The shape that `decodeImage` would give, from the head of a file; throws as it does. */
export async function measureImage(
  bytes: Uint8Array,
  name: string,
): Promise<[height: number, width: number, channels: number]> {
  return await withFormat(bytes, name, ({ width, height, channels, orientation = 1 }) => {
    return swapsSides(orientation) ? [width, height, channels] : [height, width, channels];
  });
}

async function withFormat<Result>(
  bytes: Uint8Array,
  name: string,
  work: (opened: OpenedImage, format: string) => Result | Promise<Result>,
): Promise<Result> {
  const format = formatOfBytes(bytes);
  if (format === undefined) {
    const other = unreadFormatOfBytes(bytes);
    throw new SyntaxError(
      other
        ? `Cannot read ${name} as a picture: it is ${other}, which is not read, save it as PNG`
        : `Cannot read ${name} as a picture: it begins as none of ${
          pictureFormats.map((each) => each.name).join(", ")
        } does`,
    );
  }
  const prefix = `Cannot read ${name}`;
  const refuse = refusing(name, format.name);
  try {
    return await work(format.open(bytes, refuse), format.name);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith(prefix)) throw error;
    return refuse("it is damaged");
  }
}
