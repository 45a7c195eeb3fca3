import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

/** Puts our hyperbolic tangent under `tf.tanh`; other types stay with the kernel of tfjs. */
export function registerTanh(): void {
  const stock = tf.getKernel(tf.Tanh, "wasm");
  tf.unregisterKernel(tf.Tanh, "wasm");
  tf.registerKernel({
    ...stock,
    kernelFunc(call) {
      const { x } = call.inputs as { x: tf.TensorInfo };
      if (x.dtype !== "float32") return stock.kernelFunc(call);
      const y = allocate(x.shape);
      routines().tanh(pointer(x), sizeOf(x.shape), pointer(y));
      return y;
    },
  });
}
