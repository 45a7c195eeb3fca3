import * as tf from "@tensorflow/tfjs";
import { inScope, softplusSums } from "../kernels/mod.ts";
import type { Machine } from "./energies.ts";
import { hiddenInput, type Side } from "./units.ts";

/**
 * The estimates V log σ(F(x̃) − F(x)) [B] of the pseudo-log-likelihood Σᵢ log p(xᵢ | all others), where x̃
 * is a binary example x with the one chosen value flipped (the DeepLearningTutorials of the LISA lab).
 */
export function flipEstimates(
  { params, spec }: Machine,
  visible: Side,
  chosen: Int32Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  const { size } = spec.visible;
  const values = visible.values.dataSync(), bias = params.visibleBias.dataSync();
  const turn = Float32Array.from(chosen, (i, row) => 1 - 2 * values[row * size + i]);
  const [before, after] = inScope(() => {
    const input = hiddenInput(params, visible);
    const rows = tf.gather(params.weight, tf.tensor1d(chosen, "int32"));
    const moved = tf.add(input, tf.mul(rows, tf.tensor2d(turn, [turn.length, 1])));
    return [softplusSums(input), softplusSums(moved as tf.Tensor2D)];
  });
  return before.map((sum, row) => {
    const difference = sum - after[row] - bias[chosen[row]] * turn[row];
    return -size * softplus(-difference);
  });
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
