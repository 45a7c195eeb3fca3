import type { Rng } from "../../core/rng.ts";
import type { DenseExamples } from "../examples/data_set.ts";
import { ink } from "./pen/pen.ts";
import { GLYPHS } from "./strokes/glyphs.ts";
import { IMAGE_SIZE, write } from "./strokes/hand.ts";

const PIXELS = IMAGE_SIZE * IMAGE_SIZE;

/**
 * Draws handwritten-like digits, `count` grey images [28, 28, 1] of bytes, bright on black as MNIST.
 *
 * Each digit has a few writing styles, and each image a hand of its own: see `write()`. Every ten
 * images hold every digit once, in random order. Image i and its label depend on (rng, i) alone, so
 * a longer set starts with the shorter one. Throws a RangeError for a count that is not a whole
 * number.
 *
 * @example
 * ```ts
 * import { createRng, strokes } from "isthmus";
 *
 * const { shape, count, labels } = strokes(20, createRng(0));
 * assertEquals([shape, count], [[28, 28, 1], 20]);
 * assertEquals(labels?.filter((label) => label === 7).length, 2); // as many of each digit
 * ```
 */
export function strokes(count: number, rng: Rng): DenseExamples {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`Cannot draw ${count} strokes images: expected a whole number`);
  }
  const values = new Uint8Array(count * PIXELS);
  const labels = new Int32Array(count);
  const orders = rng.fork("labels");
  for (let start = 0; start < count; start += GLYPHS.length) {
    labels.set(
      orders.fork(start / GLYPHS.length).permutation(GLYPHS.length).subarray(0, count - start),
      start,
    );
  }
  for (let i = 0; i < count; i++) {
    const hand = rng.fork(i);
    const styles = GLYPHS[labels[i]];
    const image = values.subarray(i * PIXELS, (i + 1) * PIXELS);
    ink(image, write(styles[hand.integer(styles.length)], hand), { width: IMAGE_SIZE });
  }
  return { shape: [IMAGE_SIZE, IMAGE_SIZE, 1], count, values, labels };
}
