import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../core/rng.ts";
import type { InferenceOptions } from "../contract/code_traits.ts";

/** The tensors that a sparse code is inferred from besides its example. */
export interface InferenceInput {
  /** The dictionary [N, D], an atom a row. */
  readonly weight: tf.Tensor;
  /** The prediction that the search starts from and is held to, F(x) [B, N]. */
  readonly prediction: tf.Tensor;
}

/** Power iterations, enough for the dictionaries of images to be within the margin. */
const POWER_ITERATIONS = 20;

/** Power iterations approach the largest eigenvalue from below, and a step must not be too long. */
const MARGIN = 1.05;

/**
 * The code z* [B, N] of examples x [B, D] that iterative shrinkage finds for the energy
 *
 * E(z) = ½ ‖x − z W‖² + λ Σ |z| + ½ α ‖z − F(x)‖², summed over the values of an example:
 *
 * z ← shrink(z − η ∇, η λ) from z = F(x), with η = 1 / (‖W Wᵀ‖ + α) and shrink(u, t) = sign(u) ·
 * max(|u| − t, 0), or max(u − t, 0) where z must not be negative. Plain (ISTA), each step lowers E;
 * accelerated (FISTA), steps start from where the last two lead, and their error falls with the square
 * of their number. The result is a constant: no gradient goes through it. (Daubechies, Defrise and
 * De Mol, "An iterative thresholding algorithm for linear inverse problems with a sparsity constraint",
 * 2004; Beck and Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse
 * problems", 2009.)
 */
export function inferCode(
  x: tf.Tensor,
  { weight, prediction, ...options }: InferenceInput & InferenceOptions,
): tf.Tensor {
  // What is computed within a custom gradient is not recorded, and without inputs none asks for it.
  const constant = tf.customGrad(() => ({
    value: search(x, { weight, prediction, ...options }),
    gradFunc: () => [],
  }));
  return constant();
}

function search(
  x: tf.Tensor,
  { weight, prediction, ...options }: InferenceInput & InferenceOptions,
): tf.Tensor {
  const { sparsity, predictionCoefficient: alpha, iterations, method, rectified } = options;
  const multiply = timesGram(weight);
  const rate = 1 / (largestEigenvalue(multiply, weight.shape[0]) + alpha);
  const fixed = tf.tidy(() =>
    tf.mul(tf.add(tf.matMul(x, weight, false, true), tf.mul(prediction, alpha)), rate)
  );
  const step = (z: tf.Tensor) => {
    const pulled = tf.sub(tf.mul(z, 1 - rate * alpha), tf.mul(multiply(z), rate));
    return shrink(tf.add(pulled, fixed), { threshold: rate * sparsity, rectified });
  };
  let code = prediction, start = prediction, pace = 1;
  for (let i = 0; i < iterations; i++) {
    const before = { code, start };
    const nextPace = (1 + Math.sqrt(1 + 4 * pace ** 2)) / 2;
    const momentum = method === "fista" ? (pace - 1) / nextPace : 0;
    [code, start] = tf.tidy(() => {
      const next = step(start);
      if (momentum === 0) return [next, next];
      return [next, tf.add(next, tf.mul(tf.sub(next, code), momentum))];
    });
    if (i > 0) tf.dispose([before.code, before.start]);
    pace = nextPace;
  }
  return code;
}

/** Multiplies rows [B, N] by the Gram matrix W Wᵀ [N, N]. */
function timesGram(weight: tf.Tensor): (rows: tf.Tensor) => tf.Tensor {
  const [atoms, size] = weight.shape;
  // One product by the Gram matrix costs B N², two by the weight 2 B N D.
  if (atoms > 2 * size!) {
    return (rows) => tf.matMul(tf.matMul(rows, weight), weight, false, true);
  }
  const gram = tf.matMul(weight, weight, false, true);
  return (rows) => tf.matMul(rows, gram);
}

/** The largest eigenvalue of a symmetric matrix of rank N, or a little more. */
function largestEigenvalue(multiply: (rows: tf.Tensor) => tf.Tensor, size: number): number {
  return tf.tidy(() => {
    const rng = createRng(0).fork("power iteration");
    let vector: tf.Tensor = tf.tensor2d(Array.from({ length: size }, () => rng.normal()), [
      1,
      size,
    ]);
    let norm = tf.norm(vector);
    for (let i = 0; i < POWER_ITERATIONS; i++) {
      vector = multiply(tf.div(vector, norm));
      norm = tf.norm(vector);
    }
    return MARGIN * norm.dataSync()[0];
  });
}

/** Moves values towards 0 by a threshold, those within it to 0; rectified, all below it. */
function shrink(
  values: tf.Tensor,
  { threshold, rectified }: { threshold: number; rectified: boolean },
): tf.Tensor {
  return rectified
    ? tf.relu(tf.sub(values, threshold))
    : tf.sub(values, tf.clipByValue(values, -threshold, threshold));
}
