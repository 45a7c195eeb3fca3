import type { NdArray } from "../../core/nd_array.ts";
import { gatherBatch } from "./batches.ts";
import type { Examples } from "./data_set.ts";

/**
 * Some examples [B, …shape], bytes as value / 255, with their classes where they have them.
 *
 * It is at once an array and the options of what runs a model that may depend on classes.
 */
export type ExampleBatch = NdArray & {
  /** The class of each example. */
  readonly labels?: Int32Array<ArrayBuffer>;
};

/** The chosen examples as a batch; throws a RangeError when an index is not that of an example. */
export function exampleBatch(examples: Examples, indices: ArrayLike<number>): ExampleBatch {
  const { shape, labels } = examples;
  return {
    shape: [indices.length, ...shape],
    values: gatherBatch(examples, indices),
    ...(labels && { labels: Int32Array.from(indices, (index) => labels[index]) }),
  };
}

/**
 * All examples as one batch, in their order.
 *
 * @example
 * ```ts
 * import { createRng, strokes, wholeBatch } from "isthmus";
 *
 * assertEquals(wholeBatch(strokes(3, createRng(0))).shape, [3, 28, 28, 1]);
 * ```
 */
export function wholeBatch(examples: Examples): ExampleBatch {
  return exampleBatch(examples, Uint32Array.from({ length: examples.count }, (_, i) => i));
}
