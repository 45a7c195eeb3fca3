import * as tf from "@tensorflow/tfjs";
import { shareMemory } from "../heap/heap.ts";

/**
 * Makes `tf.clone` share the memory of its tensor, as on the other backends of tfjs, instead of
 * copying it: every operation that is differentiated clones its inputs to keep them.
 */
export function registerIdentity(): void {
  tf.unregisterKernel(tf.Identity, "wasm");
  tf.registerKernel({
    kernelName: tf.Identity,
    backendName: "wasm",
    kernelFunc: ({ inputs }) => shareMemory((inputs as { x: tf.TensorInfo }).x),
  });
}
