import * as tf from "@tensorflow/tfjs";
import { meanSquaredError, multiplyStates } from "../kernels/mod.ts";
import { runChain } from "./chain.ts";
import type { Draws } from "./draws.ts";
import type { Machine } from "./energies.ts";
import {
  hiddenInput,
  type MachineTensors,
  sampleUnits,
  type Side,
  statisticsOf,
  visibleInput,
  visibleMeansOf,
} from "./units.ts";

/** The chance that keeps logarithms finite where a word cannot be drawn. */
const LEAST = 1e-30;

/** The course of the chains of one step. */
export interface ContrastOptions {
  /** Gibbs steps, k. */
  readonly steps: number;
  readonly drawsVisible: boolean;
  /** The random numbers of the examples, and those of the chains. */
  readonly draws: Draws;
  readonly chainDraws: Draws;
  /** Hidden states [M, H] that chains go on from; absent, they start at those of the data. */
  readonly chain?: tf.Tensor2D | undefined;
  /** Added to the hidden statistics of each example [H]. */
  readonly pull?: tf.Tensor1D | undefined;
}

/** The statistics of one step: sums over the examples of a batch, those of the model taken off. */
export interface Contrast {
  /**
   * Σ v₀ h₀ᵀ − v₁ h₁ᵀ [V, H], and the same of v and of h alone: estimates of ∂ log p(v) / ∂ W, b and c. Those
   * of a text are divided by its length, so that long ones, of thousands of words, do not outweigh all others.
   */
  readonly gradients: MachineTensors;
  /** The hidden states that the chains came to [M, H]; means where none go on from them. */
  readonly chain: tf.Tensor2D;
  /** The means of the hidden units over the batch [H]. */
  readonly activity: tf.Tensor1D;
  /**
   * The squared error of one reconstruction, summed over an example's values, averaged over examples; of
   * counts the cross-entropy of the words of a text in nats, averaged over its words.
   */
  readonly error: number;
}

/**
 * Contrastive divergence of a batch v₀ [B, V] (Hinton, "Training products of experts by minimizing
 * contrastive divergence", 2002): h₀ given the data, v₁ and h₁ after k Gibbs steps from the states of h₀ or
 * from persistent chains. The caller disposes of the tensors.
 */
export function contrast(
  machine: Machine,
  data: Side,
  options: ContrastOptions,
): Contrast {
  const { params, spec } = machine, { units } = spec.hidden;
  let error = NaN;
  const tensors = tf.tidy(() => {
    const given = sampleUnits(units, hiddenInput(params, data), options.draws);
    const start = options.chain
      ? { values: options.chain, isBinary: units === "bernoulli" }
      : given.states;
    const { steps, drawsVisible, chainDraws } = options, { totals } = data;
    // The statistics of rectified units are what was drawn, and chains go on from it.
    const drawsLast = options.chain !== undefined || units === "rectified";
    const course = { steps, drawsVisible, drawsLast, draws: chainDraws, totals };
    const end = runChain(machine, start, course);
    const reconstruction = options.chain
      ? visibleMeansOf(spec.visible, visibleInput(params, given.states))
      : end.first;
    const seen = inShares(data), drawn = inShares(end.visible);
    error = totals
      ? crossEntropy(seen.values, inShares({ ...data, values: reconstruction }).values)
      : meanSquaredError(reconstruction, data.values).dataSync()[0] * spec.visible.size;
    const ofData = statisticsOf(units, given);
    const h0 = options.pull ? tf.add(ofData, options.pull) as tf.Tensor2D : ofData;
    // Chains weigh as much as the examples, however many there are of either.
    const share = data.values.shape[0] / drawn.values.shape[0];
    const h1 = tf.mul(statisticsOf(units, end.hidden), -share) as tf.Tensor2D;
    const visibleSum = tf.sub(
      tf.sum(seen.values, 0),
      tf.mul(tf.sum(drawn.values, 0), share),
    );
    return {
      weight: products([seen, drawn], [h0, h1]),
      visibleBias: visibleSum as tf.Tensor1D,
      hiddenBias: tf.add(tf.sum(h0, 0), tf.sum(h1, 0)) as tf.Tensor1D,
      chain: end.hidden.states.values,
      activity: tf.mean(given.means, 0) as tf.Tensor1D,
    };
  });
  const { chain, activity, ...gradients } = tensors;
  return { gradients, chain, activity, error };
}

/** Counts of words as shares of their text; the values of other units as they are. */
function inShares({ values, isBinary, totals }: Side): Side {
  // Texts without a word have no shares.
  return { values: totals ? tf.div(values, tf.maximum(totals, 1)) : values, isBinary };
}

/** −Σ p log q of shares of words p and q [B, V], averaged over the texts, in nats. */
function crossEntropy(p: tf.Tensor2D, q: tf.Tensor2D): number {
  const [sum] = tf.sum(tf.mul(p, tf.log(tf.add(q, LEAST)))).dataSync();
  return -sum / p.shape[0];
}

/**
 * The sum of vᵀ h over both phases: one product of what lies one behind the other, where both phases are
 * of one kind.
 */
function products(visible: readonly Side[], hidden: tf.Tensor2D[]): tf.Tensor2D {
  if (visible[0].isBinary !== visible[1].isBinary) {
    return tf.add(product(visible[0], hidden[0]), product(visible[1], hidden[1]));
  }
  const values = tf.concat(visible.map((side) => side.values), 0);
  return product({ values, isBinary: visible[0].isBinary }, tf.concat(hidden, 0));
}

/** vᵀ h. */
function product({ values, isBinary }: Side, hidden: tf.Tensor2D): tf.Tensor2D {
  return isBinary
    ? multiplyStates(values, hidden, { transposeStates: true })
    : tf.matMul(values, hidden, true);
}
