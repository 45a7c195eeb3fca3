import type { Examples } from "./data_set.ts";
import { type ExampleBatch, exampleBatch } from "./example_batch.ts";

/** Examples that stand side by side in their set. */
export type ConsecutiveBatch = ExampleBatch & {
  /** The index of the first. */
  readonly from: number;
  readonly count: number;
};

/** All examples in their order, `size` at a time, the last ones as many as are left. */
export function* consecutiveBatches(
  examples: Examples,
  size: number,
): Generator<ConsecutiveBatch, void> {
  for (let from = 0; from < examples.count; from += size) {
    const count = Math.min(size, examples.count - from);
    const indices = Uint32Array.from({ length: count }, (_, i) => from + i);
    yield { from, count, ...exampleBatch(examples, indices) };
  }
}
