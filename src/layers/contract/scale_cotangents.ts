import * as tf from "@tensorflow/tfjs";

/** The products of cotangents [P·B, …] with a factor for each value of each example [B, …]. */
export function scaleCotangents(cotangents: tf.Tensor, factors: tf.Tensor): tf.Tensor {
  const [rows] = cotangents.shape, [batch] = factors.shape;
  if (rows === batch) return tf.mul(cotangents, factors);
  const size = factors.size / batch;
  const products = tf.reshape(cotangents, [rows / batch, batch, size]);
  return tf.reshape(tf.mul(products, tf.reshape(factors, [batch, size])), cotangents.shape);
}
