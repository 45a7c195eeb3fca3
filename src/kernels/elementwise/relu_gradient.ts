import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

/** tfjs has no kernel of this name: it computes these gradients in chains of several. */
const NAME = "ReluGradient";

/**
 * Makes the gradients of `tf.relu` and `tf.leakyRelu` a single pass: dx = dy where x is above 0,
 * and slope · dy elsewhere.
 *
 * It is linear in dy, and so is its own second derivative.
 */
export function registerReluGradient(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { dy, x } = inputs as { dy: tf.TensorInfo; x: tf.TensorInfo };
      const { slope } = attrs as { slope: number };
      const dx = allocate(x.shape);
      routines().reluGradient(pointer(dy), pointer(x), sizeOf(x.shape), slope, pointer(dx));
      return dx;
    },
  });
  tf.registerGradient({
    kernelName: NAME,
    inputsToSave: ["x"],
    gradFunc: (dy, [x], attrs) => ({
      dy: () => reluGradient(dy as tf.Tensor, x, attrs as { slope: number }),
      x: () => tf.zerosLike(x),
    }),
  });
  replaceGradient(tf.Relu, () => 0);
  replaceGradient(tf.LeakyRelu, (attrs) => (attrs as unknown as tf.LeakyReluAttrs).alpha);
}

function reluGradient(dy: tf.Tensor, x: tf.Tensor, { slope }: { slope: number }): tf.Tensor {
  return tf.engine().runKernel(NAME, { dy, x }, { slope }) as tf.Tensor;
}

function replaceGradient(name: string, slopeOf: (attrs: tf.NamedAttrMap) => number): void {
  const stock = tf.getGradient(name);
  tf.unregisterGradient(name);
  tf.registerGradient({
    kernelName: name,
    inputsToSave: ["x"],
    gradFunc(dy, saved, attrs) {
      const [x] = saved;
      if (tf.getBackend() !== "wasm" || x.dtype !== "float32") {
        return stock.gradFunc(dy, saved, attrs);
      }
      return { x: () => reluGradient(dy as tf.Tensor, x, { slope: slopeOf(attrs) }) };
    },
  });
}
