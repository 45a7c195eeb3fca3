import * as tf from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

/**
 * y = x s with s = sigmoid(x), elementwise; the gradient dx = dy s (1 + x (1 − s)) is a single pass.
 *
 * There are no second derivatives. Throws a TypeError for another type than float32. Elfwing, Uchibe
 * and Doya, "Sigmoid-weighted linear units for neural network function approximation in
 * reinforcement learning", 2018.
 */
export function silu(x: tf.Tensor): tf.Tensor {
  checkTensors("apply silu", { x });
  return operation(x);
}

const operation = tf.customGrad((input, saver) => {
  const x = input as tf.Tensor, sigmoid = tf.sigmoid(x);
  (saver as tf.GradSaveFunc)([x, sigmoid]);
  return { value: tf.mul(x, sigmoid), gradFunc };
});

function gradFunc(dy: tf.Tensor, [x, sigmoid]: tf.Tensor[]): tf.Tensor {
  const dx = allocate(x.shape), [from, at, atSigmoid, to] = [dy, x, sigmoid, dx].map(pointer);
  routines().siluGradient(from, at, atSigmoid, x.size, to);
  return tf.engine().makeTensorFromTensorInfo(dx);
}
