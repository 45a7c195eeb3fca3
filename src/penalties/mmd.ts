import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { fillNormal } from "../kernels/mod.ts";
import { codeRows } from "./code_rows.ts";
import { definePenalty, penaltyFields } from "./penalty.ts";

/** The factors of the width of the kernel, one kernel each. */
const SCALES = [0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * Maximum mean discrepancy between the codes h of a batch and as many draws z of N(0, I):
 *
 * Σ k(hᵢ, hⱼ) / B(B − 1) + Σ k(zᵢ, zⱼ) / B(B − 1) − 2 Σ k(hᵢ, zⱼ) / B², i ≠ j in the first two, with the
 * inverse multiquadratic kernels k(a, b) = Σₛ 2Cs / (2Cs + ‖a − b‖²), which keep their slope far from
 * zero. The unbiased estimate can be below 0. (Tolstikhin, Bousquet, Gelly and Schölkopf, "Wasserstein
 * auto-encoders", 2018; Gretton et al., "A kernel two-sample test", 2012.)
 */
export const mmd = definePenalty({
  schema: z.strictObject({ type: z.literal("mmd"), ...penaltyFields }),
  traits: () => ({ gathersCodes: true }),
  apply(_spec, { code, sample }) {
    const codes = codeRows(code), [count, size] = codes.shape;
    if (!sample || count < 2) return undefined;
    const draws = tf.zeros<tf.Rank.R2>([count, size]);
    fillNormal(draws, sample);
    const offDiagonal = (a: tf.Tensor2D) =>
      // An example's kernel with itself is 1 for each scale.
      tf.div(tf.sub(tf.sum(kernel(a, a)), SCALES.length * count), count * (count - 1));
    const across = tf.mul(tf.mean(kernel(codes, draws)), 2);
    return tf.sub(tf.add(offDiagonal(codes), offDiagonal(draws)), across);
  },
});

/** k(aᵢ, bⱼ) for all pairs of rows [B, C]: [B, B]. */
function kernel(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor {
  const squares = (rows: tf.Tensor2D) => tf.sum(tf.square(rows), 1, true);
  const products = tf.mul(tf.matMul(a, b, false, true), -2);
  const sums = tf.add(squares(a), tf.transpose(squares(b)));
  // Rounding can put the distance of equal rows below 0.
  const distances = tf.relu(tf.add(sums, products));
  return tf.addN(SCALES.map((scale) => {
    const width = 2 * a.shape[1] * scale;
    return tf.div(width, tf.add(distances, width));
  }));
}
