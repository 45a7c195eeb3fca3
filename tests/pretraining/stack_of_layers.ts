import { createRng } from "../../src/core/rng.ts";
import type { DenseExamples } from "../../src/data/mod.ts";
import { describeModel, type Plan, planAutoencoder } from "../../src/model/mod.ts";

const rng = createRng(8);

const examples = (count: number): DenseExamples => ({
  shape: [6],
  count,
  values: Float32Array.from({ length: 6 * count }, () => rng.uniform()),
});

/** DenseExamples for the models of `stack`. */
export const train = examples(40), validation = examples(10);

/** An autoencoder 6-5-4-2 and back of sigmoid units, or what other options make of it. */
export function stack(more: Record<string, unknown> = {}): Plan {
  return planAutoencoder(describeModel({
    codeSize: 2,
    nodes: [5, 4],
    activation: "sigmoid",
    loss: "binary-cross-entropy",
    ...more,
  }, [6]));
}
