import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { allocate, pointer, routines } from "./heap.ts";

/** tfjs has no kernel of this name: it computes the gradient by step, cast and product. */
const NAME = "ReluGradient";

/**
 * Makes the gradient of `tf.relu` a single pass: dx = dy where x is above 0, and 0 elsewhere.
 *
 * It is linear in dy, and so is its own second derivative.
 */
export function registerReluGradient(): void {
  const reluGradient = (dy: tf.Tensor, x: tf.Tensor) =>
    tf.engine().runKernel(NAME, { dy, x }) as tf.Tensor;
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc({ inputs }) {
      const { dy, x } = inputs as { dy: tf.TensorInfo; x: tf.TensorInfo };
      const dx = allocate(x.shape);
      routines().reluGradient(pointer(dy), pointer(x), sizeOf(x.shape), pointer(dx));
      return dx;
    },
  });
  tf.registerGradient({
    kernelName: NAME,
    inputsToSave: ["x"],
    gradFunc: (dy, [x]) => ({
      dy: () => reluGradient(dy as tf.Tensor, x),
      x: () => tf.zerosLike(x),
    }),
  });
  const stock = tf.getGradient(tf.Relu);
  tf.unregisterGradient(tf.Relu);
  tf.registerGradient({
    kernelName: tf.Relu,
    inputsToSave: ["x"],
    gradFunc(dy, saved, attrs) {
      const [x] = saved;
      if (tf.getBackend() !== "wasm" || x.dtype !== "float32") {
        return stock.gradFunc(dy, saved, attrs);
      }
      return { x: () => reluGradient(dy as tf.Tensor, x) };
    },
  });
}
