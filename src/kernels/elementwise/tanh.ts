import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/** Puts our hyperbolic tangent under `tf.tanh`; other types stay with the kernel of tfjs. */
export function registerTanh(): void {
  replaceKernel(tf.Tanh, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    if (x.dtype !== "float32") return stock(call);
    const y = allocate(x.shape);
    routines().tanh(pointer(x), sizeOf(x.shape), pointer(y));
    return y;
  });
}
