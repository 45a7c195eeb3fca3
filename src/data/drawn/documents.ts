import type { Rng } from "../../core/rng.ts";
import type { DenseExamples } from "../examples/data_set.ts";
import { typeset } from "./documents/typeset.ts";
import { ink } from "./pen/pen.ts";

const IMAGE_SIZE = 32;
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

/**
 * Draws patches of pages of text, `count` grey images [32, 32, 1] of bytes, dark ink on white paper.
 *
 * Each patch holds parts of two or three lines of English words in a type of its own, cut where the
 * border falls: see `typeset()`. Image i depends on (rng, i) alone, so a longer set starts with the
 * shorter one. There are no labels. Throws a RangeError for a count that is not a whole number.
 *
 * @example
 * ```ts
 * import { createRng, documents } from "isthmus";
 *
 * const { shape, count } = documents(3, createRng(0));
 * assertEquals([shape, count], [[32, 32, 1], 3]);
 * ```
 */
export function documents(count: number, rng: Rng): DenseExamples {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`Cannot draw ${count} documents images: expected a whole number`);
  }
  const values = new Uint8Array(count * PIXELS);
  for (let i = 0; i < count; i++) {
    const image = values.subarray(i * PIXELS, (i + 1) * PIXELS);
    ink(image, typeset(IMAGE_SIZE, rng.fork(i)), { width: IMAGE_SIZE });
  }
  for (let i = 0; i < values.length; i++) values[i] = 255 - values[i];
  return { shape: [IMAGE_SIZE, IMAGE_SIZE, 1], count, values };
}
