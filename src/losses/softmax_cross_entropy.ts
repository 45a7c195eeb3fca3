import * as tf from "@tensorflow/tfjs";

/**
 * Categorical cross-entropy from logits, −(1 / B) Σ x log softmax(a), in nats.
 *
 * Logits a and targets x [B, D], each row of x a distribution; the result is a scalar.
 */
export function softmaxCrossEntropy(logits: tf.Tensor, x: tf.Tensor): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(x, tf.logSoftmax(logits)), -1)));
}
