import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import type { DenseExamples, Examples } from "./data_set.ts";
import { denseExamples } from "./sparse/dense_examples.ts";

/** The value from which on a value becomes 1 where no chance is in it. */
export const BINARY_THRESHOLD = 0.5;

/**
 * Examples of two values; bytes stay bytes. Without `rng`, 1 where a value is ½ or more; with it, 1 with
 * the value as its probability, drawn once: example i draws from `rng.fork(i)` (Salakhutdinov and
 * Murray, "On the quantitative analysis of deep belief networks", 2008).
 */
export function binarize(examples: Examples, { rng }: { rng?: Rng } = {}): DenseExamples {
  const { count, shape, values } = denseExamples(examples);
  const isBytes = values instanceof Uint8Array, one = isBytes ? 255 : 1;
  const binary = isBytes ? new Uint8Array(values.length) : new Float32Array(values.length);
  const size = sizeOf(shape);
  for (let example = 0; example < count; example++) {
    const draws = rng?.fork(example);
    for (let i = example * size; i < (example + 1) * size; i++) {
      const value = values[i] / one;
      const isOne = draws ? draws.uniform() < value : value >= BINARY_THRESHOLD;
      if (isOne) binary[i] = one;
    }
  }
  return { ...examples, values: binary };
}
