import * as tf from "@tensorflow/tfjs";
import { shareMemory } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/**
 * Makes `tf.clone` share the memory of its tensor, as on the other backends of tfjs, instead of
 * copying it: every operation that is differentiated clones its inputs to keep them.
 */
export function registerIdentity(): void {
  replaceKernel(tf.Identity, ({ inputs }) => shareMemory((inputs as { x: tf.TensorInfo }).x));
}
