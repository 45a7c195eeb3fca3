import type { MixtureParameters } from "../../src/generation/mod.ts";

/** Two components of codes [2], apart and turned. */
export const KNOWN: MixtureParameters = {
  codeShape: [2],
  covariance: "full",
  weights: Float64Array.of(0.3, 0.7),
  means: Float64Array.of(-3, 1, 2, 0),
  cholesky: Float64Array.of(1, 0, 0.5, 0.5, 0.8, 0, -0.6, 1.2),
};

/** L Lᵀ of component k, row by row, whatever the form. */
export function covarianceOf(
  { covariance, weights, means, cholesky }: MixtureParameters,
  k: number,
) {
  const size = means.length / weights.length;
  const entry = (i: number, j: number) =>
    covariance === "full" ? cholesky[(k * size + i) * size + j] : cholesky[k * size + i];
  return Array.from({ length: size * size }, (_, at) => {
    const row = Math.floor(at / size), column = at % size;
    if (covariance === "diagonal") return row === column ? entry(row, row) ** 2 : 0;
    let sum = 0;
    for (let i = 0; i <= Math.min(row, column); i++) sum += entry(row, i) * entry(column, i);
    return sum;
  });
}

/** The mean and the covariance of codes [B, C]. */
export function momentsOf(values: Float32Array, size: number) {
  const count = values.length / size;
  const mean = Array.from({ length: size }, () => 0);
  values.forEach((value, i) => mean[i % size] += value / count);
  const covariance = Array.from({ length: size * size }, (_, at) => {
    const i = Math.floor(at / size), j = at % size;
    let sum = 0;
    for (let from = 0; from < values.length; from += size) {
      sum += (values[from + i] - mean[i]) * (values[from + j] - mean[j]);
    }
    return sum / count;
  });
  return { mean, covariance };
}

/** The values of the function of the same name of scripts/reference/gaussian_mixture_numpy.py, in 32 bits. */
export function waves(size: number, phase: number, scale: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => scale * Math.sin(phase + i));
}
