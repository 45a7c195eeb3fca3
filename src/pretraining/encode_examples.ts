import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import { consecutiveBatches, type Examples } from "../data/mod.ts";
import type { PlannedLayer } from "../layers/mod.ts";
import { applyLayers, toDense } from "../model/mod.ts";
import { toTensors } from "../training/mod.ts";

/** Large enough to keep the products busy. */
const BATCH = 1000;

/** Examples [U] of the outputs of some layers for others, outside of training, with the same labels and ids. */
export function encodeExamples(
  examples: Examples,
  layers: readonly PlannedLayer[],
  params: Readonly<Record<string, NdArray>>,
): Examples {
  if (layers.length === 0) return examples;
  const { outputShape: shape } = layers.at(-1)!;
  const paths = new Set(layers.flatMap(({ params }) => Object.values(params)));
  const tensors = toTensors(
    Object.fromEntries(Object.entries(params).filter(([path]) => paths.has(path))),
  );
  const values = new Float32Array(examples.count * shape.reduce((a, b) => a * b, 1));
  try {
    let at = 0;
    for (const batch of consecutiveBatches(examples, BATCH)) {
      const code = tf.tidy(() => {
        const input = tf.tensor(batch.values, [...batch.shape]);
        const made = toDense(applyLayers(layers, input, { params: tensors, given: {}, input }));
        return made.dataSync() as Float32Array;
      });
      values.set(code, at);
      at += code.length;
    }
  } finally {
    tf.dispose(tensors);
  }
  return { ...examples, shape, values };
}
