import type { DenseExamples, Examples } from "./data_set.ts";
import { denseExamples } from "./sparse/dense_examples.ts";

/**
 * The chosen values of each example [D], in the order of the indices, as a copy of the same kind of
 * values. Throws a RangeError for examples that are no vectors, and for an index that is not that of a
 * value.
 */
export function takeColumns(examples: Examples, indices: readonly number[]): DenseExamples {
  const { shape: [width, ...rest], count, values } = denseExamples(examples);
  const isColumn = (index: number) => Number.isInteger(index) && index >= 0 && index < width;
  if (rest.length > 0 || !indices.every(isColumn)) {
    throw new RangeError(
      `Cannot take values ${indices.join(", ")} of each example of shape [${examples.shape}]`,
    );
  }
  const taken = values instanceof Uint8Array
    ? new Uint8Array(count * indices.length)
    : new Float32Array(count * indices.length);
  for (let row = 0, at = 0; row < count; row++) {
    for (const index of indices) taken[at++] = values[row * width + index];
  }
  return { ...examples, shape: [indices.length], values: taken };
}
