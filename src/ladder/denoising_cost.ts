import * as tf from "@tensorflow/tfjs";

/** The part of a variance that keeps units without any finite, as in the program of Rasmus et al. */
export const EPSILON = 1e-10;

/**
 * The denoising cost of a layer, the mean over rows and units of ((ẑ − m) / s − (a − m) / s)², for denoised
 * values ẑ and clean ones a before their normalisation, both [B, D], with the mean m and the deviation
 * s = √(σ² + 1e-10) that a has over the rows.
 *
 * It is the mean of (ẑ − a)² / s², and its gradient goes into a by s as well.
 */
export function denoisingCost(denoised: tf.Tensor, clean: tf.Tensor): tf.Scalar {
  const operation = tf.customGrad((...args) => {
    const [estimate, a, save] = args as unknown as [
      tf.Tensor,
      tf.Tensor,
      (tensors: tf.Tensor[]) => void,
    ];
    const [rows, units] = a.shape as [number, number];
    const rest = tf.sub(a, meanOf(a, rows)), error = tf.sub(estimate, a);
    const precision = tf.div(1, tf.add(meanOf(tf.square(rest), rows), EPSILON));
    const errors = tf.mul(tf.sum(tf.square(error), 0, true), precision);
    save([rest, error, precision, errors]);
    return {
      value: tf.mul(tf.sum(errors), 1 / (rows * units)),
      gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
        const [rest, error, precision, errors] = saved;
        const scale = tf.mul(dy, 2 / (rows * units));
        const byEstimate = tf.mul(error, tf.mul(precision, scale));
        // By the values themselves, and by the deviation that they have.
        const spread = tf.mul(tf.mul(errors, precision), tf.mul(scale, 1 / rows));
        const byClean = tf.neg(tf.add(byEstimate, tf.mul(rest, spread)));
        return [byEstimate, byClean];
      },
    };
  });
  return operation(denoised, clean) as tf.Scalar;
}

/** The means [1, D] of so many rows [B, D]. */
function meanOf(x: tf.Tensor, rows: number): tf.Tensor {
  return tf.mul(tf.sum(x, 0, true), 1 / rows);
}
