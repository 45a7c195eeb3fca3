import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

/** Puts our leaky rectifier under `tf.leakyRelu`; other types stay with the kernel of tfjs. */
export function registerLeakyRelu(): void {
  const stock = tf.getKernel(tf.LeakyRelu, "wasm");
  tf.unregisterKernel(tf.LeakyRelu, "wasm");
  tf.registerKernel({
    ...stock,
    kernelFunc(call) {
      const { x } = call.inputs as { x: tf.TensorInfo };
      const { alpha } = call.attrs as unknown as tf.LeakyReluAttrs;
      if (x.dtype !== "float32") return stock.kernelFunc(call);
      const y = allocate(x.shape);
      routines().leakyRelu(pointer(x), sizeOf(x.shape), alpha, pointer(y));
      return y;
    },
  });
}
