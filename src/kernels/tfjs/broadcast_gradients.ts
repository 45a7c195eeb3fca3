import * as tf from "@tensorflow/tfjs";
import { sameShape } from "../../core/shape.ts";
import { replaceGradient } from "../heap/replace_gradient.ts";

/**
 * Lets `tf.matMul`, `tf.maximum`, `tf.minimum` and `tf.squaredDifference` be differentiated by
 * operands that they broadcast: tfjs leaves out the sum over what was repeated, and then refuses its
 * own gradient for its shape.
 */
export function registerBroadcastGradients(): void {
  for (const name of [tf.BatchMatMul, tf.Maximum, tf.Minimum, tf.SquaredDifference]) {
    replaceGradient(name, ({ saved: [a, b], stock }) => {
      const gradients = stock();
      return {
        a: () => sumTo(gradients.a(), a.shape),
        b: () => sumTo(gradients.b(), b.shape),
      };
    });
  }
}

/** The sums of a tensor over the axes along which another of this shape would be broadcast. */
function sumTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  if (sameShape(x.shape, shape)) return x;
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return tf.reshape(tf.sum(x, axes), shape);
}
