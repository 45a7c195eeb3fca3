import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { checkImage } from "../core/check_image.ts";
import { fillNormal } from "../kernels/mod.ts";
import { defineCorruption } from "./corruption.ts";
import { drawBlotch, shade } from "./stains/blotch.ts";
import { writeBlurMatrix } from "./stains/blur_matrix.ts";

/**
 * Stains on images [H, W, K] of values in [0, 1], clip(blur(x · light) + noise · ε, 0, 1) with
 * ε ~ N(0, 1).
 *
 * The light that soft dark ellipses leave, the width of the Gaussian blur and ε are drawn for each
 * image anew. Throws a RangeError for examples that are no images.
 */
export const stains = defineCorruption({
  schema: z.strictObject({
    type: z.literal("stains"),
    /** The largest standard deviation of the blur, in pixels, of which each image draws its own: 1. */
    blur: z.number().min(0).max(3).optional(),
    /** The number of blotches that darken each image: 3. */
    blotches: z.int().min(0).max(10).optional(),
    /** The largest share of the light that a blotch takes: 0.7. */
    darkness: z.number().min(0).max(1).optional(),
    /** The standard deviation of the noise, in units of the values: 0.05. */
    noise: z.number().min(0).max(1).optional(),
  }),
  check: ({ type }, shape) => checkImage(type, shape),
  apply({ blur = 1, blotches = 3, darkness = 0.7, noise = 0.05 }, x, streams) {
    const [count, height, width] = x.shape;
    const stream = typeof streams === "function" ? streams : (i: number) => streams.fork(i);
    const light = new Float32Array(count * height * width).fill(1);
    const down = new Float32Array(count * height * height);
    const across = new Float32Array(count * width * width);
    for (let i = 0; i < count; i++) {
      const rng = stream(i);
      const stddev = blur * rng.uniform();
      writeBlurMatrix(nth(down, i, count), { size: height, stddev });
      writeBlurMatrix(nth(across, i, count), { size: width, stddev });
      for (let drawn = 0; drawn < blotches; drawn++) {
        const blotch = drawBlotch(rng, { height, width, darkness });
        shade(nth(light, i, count), { height, width, blotch });
      }
    }
    const noises = tf.zeros(x.shape);
    // The draws above are from the stream itself.
    fillNormal(noises, (i) => stream(i).fork("noise"));
    const stained = tf.mul(x, tf.tensor(light, [count, height, width, 1]));
    const blurred = blurDown(
      blurDown(stained, tf.tensor(down, [count, height, height])),
      tf.tensor(across, [count, width, width]),
    );
    return tf.clipByValue(tf.add(blurred, tf.mul(noises, noise)), 0, 1);
  },
});

/** Images [B, H, W, K] blurred down their columns by matrices [B, H, H], and transposed: [B, W, H, K]. */
function blurDown(x: tf.Tensor, matrices: tf.Tensor): tf.Tensor {
  const [count, height, width, channels] = x.shape;
  const blurred = tf.matMul(matrices, tf.reshape(x, [count, height, width * channels]));
  return tf.transpose(tf.reshape(blurred, x.shape), [0, 2, 1, 3]);
}

/** The part of values that belongs to the i-th of so many examples. */
function nth(values: Float32Array, i: number, count: number): Float32Array {
  const size = values.length / count;
  return values.subarray(i * size, (i + 1) * size);
}
