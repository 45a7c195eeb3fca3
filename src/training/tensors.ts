import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import type { Params } from "../model/mod.ts";

/** Puts arrays on the backend, by path; the caller disposes of the tensors. */
export function toTensors(arrays: Readonly<Record<string, NdArray>>): Params {
  return Object.fromEntries(
    Object.entries(arrays).map(([path, { shape, values }]) => [
      path,
      tf.tensor(values, [...shape]),
    ]),
  );
}

/** Copies tensors off the backend, by path. */
export function toArrays(tensors: Readonly<Params>): Record<string, NdArray> {
  return Object.fromEntries(
    Object.entries(tensors).map(([path, tensor]) => [
      path,
      // A copy: what the backend hands out may be a view of memory that the next step overwrites.
      { shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) },
    ]),
  );
}
