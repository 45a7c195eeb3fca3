import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { replaceGradient } from "../heap/replace_gradient.ts";

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
  replace(tf.Relu, () => 0);
  replace(tf.LeakyRelu, (attrs) => (attrs as unknown as tf.LeakyReluAttrs).alpha);
}

function reluGradient(dy: tf.Tensor, x: tf.Tensor, { slope }: { slope: number }): tf.Tensor {
  return tf.engine().runKernel(NAME, { dy, x }, { slope }) as tf.Tensor;
}

function replace(name: string, slopeOf: (attrs: tf.NamedAttrMap) => number): void {
  replaceGradient(name, ({ dy, saved: [x], attrs, stock }) => {
    if (x.dtype !== "float32") return stock();
    return { x: () => reluGradient(dy, x, { slope: slopeOf(attrs) }) };
  });
}
