import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import { randomSigns } from "../kernels/mod.ts";

/**
 * One cotangent for each of the C entries of a code, the same for all examples of a batch: [C, B,
 * …codeShape]. Pulled back they are the rows of each Jacobian.
 */
export function unitCotangents(codeShape: Shape, batch: number): tf.Tensor {
  const size = sizeOf(codeShape);
  const units = tf.tile(tf.reshape(tf.eye(size), [size, 1, size]), [1, batch, 1]);
  return tf.reshape(units, [size, batch, ...codeShape]);
}

/**
 * Cotangents of ±1 at random, so many for each example, drawn from its stream: [samples, B,
 * …codeShape]. What they are pulled back to has the squared norm of the Jacobian on average.
 */
export function signCotangents(
  codeShape: Shape,
  { batch, samples, stream }: {
    batch: number;
    samples: number;
    stream: (example: number) => Rng;
  },
): tf.Tensor {
  const signs = randomSigns([batch, samples, sizeOf(codeShape)], stream);
  return tf.reshape(tf.transpose(signs, [1, 0, 2]), [samples, batch, ...codeShape]);
}
