import type { NdArray } from "../core/nd_array.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";

/**
 * Examples that were prepared to be answered [B, …inputShape]. Throws a RangeError, one sentence, for one that
 * holds what 32 bits do not, and for a text of which nothing is left, whose code would be that of any other
 * such.
 */
export function checkPrepared(
  prepared: NdArray,
  { words }: Pick<RunPreprocessor, "words">,
): NdArray {
  const { shape: [count], values } = prepared, size = values.length / count;
  for (let i = 0; i < count; i++) {
    const example = values.subarray(i * size, (i + 1) * size);
    const refuse = (why: string): never => {
      throw new RangeError(`Cannot prepare example ${i + 1}: ${why}`);
    };
    if (!example.every(Number.isFinite)) refuse("it holds a number that 32 bits do not hold");
    if (words && example.every((value) => value === 0)) {
      refuse("it has none of the words that the model knows");
    }
  }
  return prepared;
}
