import * as tf from "@tensorflow/tfjs";
import { inScope, multiplyStates, sampleSigmoid, softplusSums } from "../../kernels/mod.ts";
import { type Draws, take } from "../draws.ts";
import type { Machine } from "../energies.ts";
import { hiddenInput, type Side } from "../units.ts";
import { drawCounts } from "../words/draw_counts.ts";

/** The way between two machines. */
export interface AnnealInput {
  readonly machine: Machine;
  /** The visible biases of the machine without weights at inverse temperature 0 [V]. */
  readonly base: tf.Tensor1D;
  /** Inverse temperatures from 0 to 1. */
  readonly betas: Float64Array;
  readonly draws: Draws;
}

/**
 * Runs chains [B, V] through the distributions f_β(v) = exp((1 − β) aᵀ v + β bᵀ v) Πⱼ (1 + exp(β xⱼ)) with
 * the inputs x of `hiddenInput`, from β = 0 to 1 or, `back`, from 1 to 0, and returns Σ log f_{k+1}(v_k) / f_k(v_k)
 * of each in 64 bits, k rising whichever way the chain goes. Disposes of `start`.
 */
export function anneal(
  { machine: { params, spec }, base, betas, draws }: AnnealInput,
  start: Side,
  { back }: { back: boolean },
): Float64Array<ArrayBuffer> {
  const { weight, visibleBias } = params, { visible, hidden } = spec, { totals } = start;
  const steps = betas.length - 1;
  const offset = tf.reshape(tf.sub(visibleBias, base), [visible.size, 1]);
  const logWeights = new Float64Array(start.values.shape[0]);
  let v = start.values;

  /** Adds log f_{k+1}(v) − log f_k(v). */
  const weigh = (k: number, input: tf.Tensor2D) => {
    const upper = softplusSums(input, betas[k + 1]), lower = softplusSums(input, betas[k]);
    const terms = inScope(() => tf.matMul(v, offset).dataSync());
    const step = betas[k + 1] - betas[k];
    for (let row = 0; row < logWeights.length; row++) {
      logWeights[row] += step * terms[row] + upper[row] - lower[row];
    }
  };

  /** Draws all hidden, then all visible units at an inverse temperature; their new inputs. */
  const move = (beta: number, input: tf.Tensor2D) => {
    const next = tf.tidy(() => {
      const h = sampleSigmoid(input, { ...take(draws, hidden.size), scale: beta }).states;
      const bias = tf.add(visibleBias, tf.mul(base, (1 - beta) / beta));
      const y = multiplyStates(h, weight, { transposeTable: true, bias });
      if (totals) return drawCounts(tf.softmax(tf.mul(y, beta)), totals, draws);
      return sampleSigmoid(y, { ...take(draws, visible.size), scale: beta }).states as tf.Tensor2D;
    });
    tf.dispose([v, input]);
    v = next;
    return hiddenInput(params, { ...start, values: v });
  };

  let input = hiddenInput(params, start);
  for (let taken = 0; taken < steps; taken++) {
    const k = back ? steps - 1 - taken : taken;
    if (back) input = move(betas[k + 1], input);
    weigh(k, input);
    if (!back && k < steps - 1) input = move(betas[k + 1], input);
  }
  tf.dispose([v, input, offset, totals ?? []]);
  return logWeights;
}
