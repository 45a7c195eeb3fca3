import * as tf from "@tensorflow/tfjs";
import { inScope } from "../kernels/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { PlannedLayer } from "../layers/mod.ts";
import { applyLayers, toDense } from "../model/mod.ts";
import { toTensors } from "../training/mod.ts";

/** Layers whose parameters are held as tensors until they are closed. */
export interface LayerOutputs {
  /** The outputs for a batch, outside of training; the batch itself of no layers. */
  of(batch: NdArray): Float32Array;
  close(): void;
}

/** Some layers, with their parameters out of those of a whole model. */
export function layerOutputs(
  layers: readonly PlannedLayer[],
  params: Readonly<Record<string, NdArray>>,
): LayerOutputs {
  const paths = new Set(layers.flatMap((layer) => Object.values(layer.params)));
  const tensors = toTensors(
    Object.fromEntries(Object.entries(params).filter(([path]) => paths.has(path))),
  );
  return {
    of({ values, shape }) {
      if (layers.length === 0) return values;
      return inScope(() => {
        const input = tf.tensor(values, [...shape]);
        const made = applyLayers(layers, input, { params: tensors, given: {}, input });
        return toDense(made).dataSync() as Float32Array;
      });
    },
    close: () => tf.dispose(tensors),
  };
}
