import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/** Puts our leaky rectifier under `tf.leakyRelu`; other types stay with the kernel of tfjs. */
export function registerLeakyRelu(): void {
  replaceKernel(tf.LeakyRelu, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const { alpha } = call.attrs as unknown as tf.LeakyReluAttrs;
    if (x.dtype !== "float32") return stock(call);
    const y = allocate(x.shape);
    routines().leakyRelu(pointer(x), sizeOf(x.shape), alpha, pointer(y));
    return y;
  });
}
