import * as tf from "@tensorflow/tfjs";

/** The part of a variance that keeps units without any finite, as in the authors' program. */
export const EPSILON = 1e-10;

/**
 * Rows [B, D] normalised part by part: each unit of a part less its mean over the part's rows, divided by
 * its deviation √(σ² + 1e-10), with noise added where a part has some.
 *
 * `parts` are the rows of each part, which stand one below the other, and their noise [rows, D]. One
 * operation for all parts, whose gradient is that of the mean and the deviation as well.
 */
export function normalizeParts(
  x: tf.Tensor,
  parts: readonly { readonly rows: number; readonly noise?: tf.Tensor | undefined }[],
): tf.Tensor {
  const starts: number[] = [];
  parts.reduce((from, { rows }, i) => (starts[i] = from) + rows, 0);
  const part = (all: tf.Tensor, i: number) =>
    parts.length === 1
      ? all
      : tf.slice(all, [starts[i], 0], [parts[i].rows, all.shape[1] as number]);
  const operation = tf.customGrad((...args) => {
    const [input, save] = args as unknown as [tf.Tensor, (tensors: tf.Tensor[]) => void];
    const values: tf.Tensor[] = [], deviations: tf.Tensor[] = [];
    parts.forEach(({ rows }, i) => {
      const rest = centred(part(input, i), rows);
      deviations[i] = tf.rsqrt(tf.add(meanOf(tf.square(rest), rows), EPSILON));
      values[i] = tf.mul(rest, deviations[i]);
    });
    save([...values, ...deviations]);
    const noisy = values.map((value, i) => {
      const { noise } = parts[i];
      return noise ? tf.add(value, noise) : value;
    });
    return {
      value: noisy.length === 1 ? tf.clone(noisy[0]) : tf.concat(noisy, 0),
      gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
        const gradients = parts.map(({ rows }, i) => {
          const value = saved[i], own = part(dy, i);
          const along = tf.mul(value, meanOf(tf.mul(own, value), rows));
          const across = tf.sub(tf.sub(own, meanOf(own, rows)), along);
          return tf.mul(across, saved[parts.length + i]);
        });
        return gradients.length === 1 ? gradients[0] : tf.concat(gradients, 0);
      },
    };
  });
  return operation(x);
}

/** The means [1, D] of so many rows [B, D]. */
export function meanOf(x: tf.Tensor, rows: number): tf.Tensor {
  return tf.mul(tf.sum(x, 0, true), 1 / rows);
}

/** Rows [B, D] less their mean. */
export function centred(x: tf.Tensor, rows: number): tf.Tensor {
  return tf.sub(x, meanOf(x, rows));
}
