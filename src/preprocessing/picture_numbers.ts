import { decodeImage, fitImage } from "../data/mod.ts";
import type { RawExample } from "./raw_example.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";
import { tableNumbers } from "./table_numbers.ts";

/** The bound of pictures. */
export interface PictureOptions {
  /** The most pixels that a file may declare: 4096 × 4096 unless given. */
  readonly maxPixels?: number;
}

/**
 * The pixels of a picture's file at the size of a model, or the numbers of a list. Throws as `tableNumbers`
 * and `decodeImage`.
 */
export async function pictureNumbers(
  example: RawExample,
  config: RunPreprocessor,
  number: number,
  options: PictureOptions = {},
): Promise<ArrayLike<number>> {
  const { kind, inputShape, fit = "crop", bytesScale } = config;
  const [height, width, channels] = inputShape;
  const isForPictures = kind === "image" && inputShape.length === 3 &&
    (channels === 1 || channels === 3);
  if (!(example instanceof Uint8Array) || !isForPictures) {
    return tableNumbers(example, config, number);
  }
  const { values } = fitImage(await decodeImage(example, `example ${number}`, options), {
    size: [height, width],
    fit,
    colour: channels === 1 ? "grey" : "colour",
  });
  const scale = values instanceof Uint16Array ? 1 / 65535 : bytesScale;
  return Float32Array.from(values, (value) => value * scale);
}
