import { sizeOf } from "../../core/shape.ts";
import { type Examples, gatherBatch, meanExample } from "../../data/mod.ts";

/** Σ (x − x̄)² over the values of an example, averaged over the examples: what a model can explain. */
export function totalVariance(examples: Examples): number {
  const mean = meanExample(examples).values, size = sizeOf(examples.shape);
  let sum = 0;
  for (let i = 0; i < examples.count; i++) {
    const x = gatherBatch(examples, [i]);
    for (let j = 0; j < size; j++) sum += (x[j] - mean[j]) ** 2;
  }
  return sum / examples.count;
}
