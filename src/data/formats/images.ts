import { sameShape } from "../../core/shape.ts";
import type { Examples } from "../examples/data_set.ts";
import type { Image } from "./image.ts";
import { decodeJpeg, isJpeg } from "./jpeg.ts";
import { isPng } from "./png_chunks.ts";
import { decodePng } from "./png.ts";

/**
 * Decodes a PNG or JPEG, told apart by their first bytes; `name` is how errors call it.
 *
 * Throws as `decodePng` and `decodeJpeg` do, and a SyntaxError for anything else.
 */
export function decodeImage(
  bytes: Uint8Array,
  name: string,
  options: { maxPixels?: number } = {},
): Image {
  if (isPng(bytes)) return decodePng(bytes, name, options);
  if (isJpeg(bytes)) return decodeJpeg(bytes, name, options);
  throw new SyntaxError(`Cannot read ${name} as an image: expected a PNG or JPEG file`);
}

/**
 * Images of one shape as examples [H, W, K].
 *
 * Throws a RangeError that names two files where their sizes differ or one is grey and the other
 * in colour, and where there are none; `name` is how it then calls the folder.
 */
export function stackImages(
  images: readonly (Image & { readonly name: string })[],
  name: string,
): Examples {
  if (images.length === 0) {
    throw new RangeError(`Cannot use ${name}: it holds no images, expected at least one`);
  }
  const [first] = images;
  const other = images.find(({ shape }) => !sameShape(shape, first.shape));
  if (other !== undefined) {
    const describe = ({ shape: [height, width, channels] }: Image) =>
      `${width} × ${height} ${channels === 1 ? "grey" : "colour"}`;
    throw new RangeError(
      `Cannot train on images of different shapes: ${first.name} is ${
        describe(first)
      }, ${other.name} is ${describe(other)}, save all alike`,
    );
  }
  const size = first.values.length;
  const values = new Uint8Array(images.length * size);
  images.forEach((image, i) => values.set(image.values, i * size));
  return { shape: first.shape, count: images.length, values };
}
