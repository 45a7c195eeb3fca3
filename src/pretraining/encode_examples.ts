import type { NdArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import {
  consecutiveBatches,
  type DenseExamples,
  denseExamples,
  type Examples,
} from "../data/mod.ts";
import type { PlannedLayer } from "../layers/mod.ts";
import { layerOutputs } from "./layer_outputs.ts";

/** Large enough to keep the products busy. */
const MOST_EXAMPLES = 1000;

/** The most values of one layer's outputs at once, 128 MiB: feature maps of a thousand images would not fit. */
const MOST_VALUES = 2 ** 25;

/** Examples [U] of the outputs of some layers for others, outside of training, with the same labels and ids. */
export function encodeExamples(
  examples: Examples,
  layers: readonly PlannedLayer[],
  params: Readonly<Record<string, NdArray>>,
): DenseExamples {
  if (layers.length === 0) return denseExamples(examples);
  const { outputShape: shape } = layers.at(-1)!, size = sizeOf(shape);
  const outputs = layerOutputs(layers, params), values = new Float32Array(examples.count * size);
  try {
    for (const batch of consecutiveBatches(examples, batchFor(layers))) {
      values.set(outputs.of(batch), batch.from * size);
    }
  } finally {
    outputs.close();
  }
  // Codes of texts are counts of nothing.
  const { lengths: _, ...rest } = examples;
  return { ...rest, shape, values };
}

function batchFor(layers: readonly PlannedLayer[]): number {
  const largest = Math.max(...layers.map(({ outputShape }) => sizeOf(outputShape)));
  return Math.min(MOST_EXAMPLES, Math.max(1, Math.floor(MOST_VALUES / largest)));
}
