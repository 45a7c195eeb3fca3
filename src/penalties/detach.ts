import * as tf from "@tensorflow/tfjs";

/** A copy of a tensor that gradients do not go through. */
export function detach(x: tf.Tensor): tf.Tensor {
  return tf.tensor(x.dataSync().slice(), x.shape);
}
