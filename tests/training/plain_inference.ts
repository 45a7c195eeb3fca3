import type { LayerSpec } from "../../src/layers/mod.ts";
import type { Rows } from "./plain_model.ts";

/** The settings of the inference of a sparse code, in doubles. */
export interface PlainInference {
  /** The dictionary, [N][D]. */
  readonly atoms: Rows;
  /** F(x) [N] */
  readonly prediction: readonly number[];
  readonly sparsity: number;
  readonly predictionCoefficient: number;
  readonly rectified: boolean;
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

/** ½ ‖x − z W‖² + λ Σ |z| + ½ α ‖z − F‖² of one example. */
export function plainEnergy(
  x: readonly number[],
  z: readonly number[],
  { atoms, prediction, sparsity, predictionCoefficient }: PlainInference,
): number {
  const error = residual(x, z, atoms);
  const apart = z.map((value, n) => value - prediction[n]);
  return dot(error, error) / 2 + sparsity * z.reduce((sum, value) => sum + Math.abs(value), 0) +
    predictionCoefficient * dot(apart, apart) / 2;
}

/** The gradient of the energy without λ Σ |z|. */
export function plainSlope(
  x: readonly number[],
  z: readonly number[],
  { atoms, prediction, predictionCoefficient }: PlainInference,
): number[] {
  const error = residual(x, z, atoms);
  return z.map((value, n) =>
    predictionCoefficient * (value - prediction[n]) - dot(error, atoms[n])
  );
}

/** The code that so many plain steps of shrinkage of a length find. */
export function plainShrinkage(
  x: readonly number[],
  { iterations, rate, accelerated, ...inference }: PlainInference & {
    iterations: number;
    rate: number;
    accelerated: boolean;
  },
): number[] {
  const { prediction, sparsity, rectified } = inference, threshold = rate * sparsity;
  let z = [...prediction], start = z, pace = 1;
  for (let i = 0; i < iterations; i++) {
    const slope = plainSlope(x, start, inference), before = z;
    z = start.map((value, n) => {
      const moved = value - rate * slope[n];
      const kept = Math.max(0, Math.abs(moved) - threshold);
      return moved > 0 ? kept : rectified ? 0 : -kept;
    });
    const next = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    start = accelerated ? z.map((value, n) => value + (pace - 1) / next * (value - before[n])) : z;
    pace = next;
  }
  return z;
}

/** The code of least energy, one entry after the other until none moves (coordinate descent). */
export function plainMinimum(x: readonly number[], inference: PlainInference): number[] {
  const { atoms, prediction, sparsity, predictionCoefficient, rectified } = inference;
  const z = prediction.map((value) => rectified ? Math.max(0, value) : value);
  for (let largest = Infinity; largest > 1e-14;) {
    largest = 0;
    const error = residual(x, z, atoms);
    atoms.forEach((atom, n) => {
      const curvature = dot(atom, atom) + predictionCoefficient;
      const pull = dot(atom, error) + dot(atom, atom) * z[n] +
        predictionCoefficient * prediction[n];
      const kept = Math.max(0, Math.abs(pull) - sparsity) / curvature;
      const next = pull > 0 ? kept : rectified ? 0 : -kept;
      const step = next - z[n];
      atom.forEach((value, d) => error[d] -= step * value);
      z[n] = next;
      largest = Math.max(largest, Math.abs(step));
    });
  }
  return z;
}

/**
 * The codes that a `sparse_inference` that runs long enough infers. At the minimum of the energy its own
 * slope is 0, so that central differences, which move the code along, see what a constant code gives.
 */
export function inferPlain(
  { sparsity, predictionCoefficient = 1, rectified = false }: Extract<
    LayerSpec,
    { type: "sparse_inference" }
  >,
  predictions: Rows,
  { x, weight }: { x: Rows; weight: readonly number[] },
): number[][] {
  const size = x[0].length;
  const atoms = predictions[0].map((_, n) => weight.slice(n * size, (n + 1) * size));
  return predictions.map((prediction, b) =>
    plainMinimum(x[b], { atoms, prediction, sparsity, predictionCoefficient, rectified })
  );
}

function residual(x: readonly number[], z: readonly number[], atoms: Rows): number[] {
  return x.map((value, d) => value - z.reduce((sum, each, n) => sum + each * atoms[n][d], 0));
}
