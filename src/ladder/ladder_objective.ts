import * as tf from "@tensorflow/tfjs";
import { meanSquaredError, normalizeColumns } from "../kernels/mod.ts";
import { activations } from "../layers/mod.ts";
import type { Params } from "../model/mod.ts";
import { combinators } from "./combinators.ts";
import { denoisingCost, EPSILON } from "./denoising_cost.ts";
import type { LadderNetwork } from "./ladder_network.ts";
import { lowestDenoised } from "./ladder_params.ts";
import { ladderCosts, type LadderOptions } from "./options.ts";

/** A batch of a ladder network. */
export interface LadderBatch {
  /** Labelled examples [L, D]. */
  readonly labelled: tf.Tensor;
  /** Their classes [L, classes]. */
  readonly classes: tf.Tensor;
  /** Examples without labels [N, D]. */
  readonly unlabelled: tf.Tensor;
  /** The noise on the labelled and on the unlabelled rows of a layer of D units, 0 being the input. */
  noise(layer: number, units: number): LadderNoise;
}

/** The noise of a layer, of the deviation that it is to have. */
export interface LadderNoise {
  /** That of the labelled rows [L, D]. */
  readonly labelled: tf.Tensor;
  /** That of the unlabelled rows [N, D]. */
  readonly unlabelled: tf.Tensor;
}

/** The costs of a batch, all of which are scalars. */
export interface LadderObjective {
  /** The sum that training lowers. */
  readonly loss: tf.Scalar;
  /** The cross-entropy of the noisy labelled rows, in nats. */
  readonly crossEntropy: tf.Scalar;
  /** The denoising cost of each layer times its weight, by the layer, 0 being the input. */
  readonly denoising: ReadonlyMap<number, tf.Scalar>;
}

/** The values of a batch in the encoder: noisy ones, and clean ones before their normalisation. */
interface Encoded {
  /** The noisy unlabelled values of each layer [N, D]. */
  readonly noisy: tf.Tensor[];
  /** The clean unlabelled values of each layer before their normalisation [N, D], as far up as needed. */
  readonly clean: tf.Tensor[];
  /** The noisy values before the softmax, of labelled and then of unlabelled rows [·, classes]. */
  readonly logits: tf.Tensor;
}

/**
 * The costs of a ladder network on a batch (Rasmus et al., "Semi-supervised learning with ladder networks",
 * 2015, algorithm 1): the cross-entropy of the noisy labelled rows, and of each layer with a weight how far
 * the denoised unlabelled values are from the clean ones.
 *
 * Labelled and unlabelled rows are normalised apart; noisy and clean rows share each product. Of the
 * decoder, and of the clean rows, as much is computed as costs need.
 */
export function ladderObjective(
  network: LadderNetwork,
  batch: LadderBatch,
  { params, options }: {
    params: Params;
    options: Pick<LadderOptions, "costs" | "combinator">;
  },
): LadderObjective {
  const weights = ladderCosts(options, network.layers.length);
  const encoded = encode(network, batch, { params, weights });
  const L = batch.labelled.shape[0];
  const logits = tf.slice(encoded.logits, [0, 0], [L, network.classes]);
  const likelihoods = tf.sum(tf.mul(batch.classes, tf.logSoftmax(logits)));
  const crossEntropy = tf.mul(likelihoods, -1 / L) as tf.Scalar;
  const denoising = new Map<number, tf.Scalar>();
  let above = encoded.noisy.length > 0
    ? tf.softmax(tf.slice(encoded.logits, [L, 0], [-1, network.classes]))
    : undefined;
  const lowest = lowestDenoised(network.layers.length, options);
  for (let layer = network.layers.length; above && layer >= lowest; layer--) {
    const prefix = `denoiser.${layer}.`, weight = params[`${prefix}weight`];
    const predicted: tf.Tensor = weight ? tf.matMul(above as tf.Tensor2D, weight) : above;
    const parts = [{ rows: predicted.shape[0] as number }];
    const u = normalizeColumns(predicted, { parts, epsilon: EPSILON });
    above = combinators[options.combinator].apply({
      z: encoded.noisy[layer],
      u,
      params: below(params, prefix),
    });
    if (weights[layer] === 0) continue;
    const cost = layer === 0
      ? meanSquaredError(above, batch.unlabelled)
      : denoisingCost(above, encoded.clean[layer]);
    denoising.set(layer, tf.mul(cost, weights[layer]));
  }
  const loss = [...denoising.values()].reduce((sum, cost) => tf.add(sum, cost), crossEntropy);
  return { loss, crossEntropy, denoising };
}

/** The encoder on noisy labelled, noisy unlabelled and clean unlabelled rows at once. */
function encode(
  { inputs, layers }: LadderNetwork,
  { labelled, unlabelled, noise }: LadderBatch,
  { params, weights }: { params: Params; weights: readonly number[] },
): Encoded {
  const [L] = labelled.shape, isDenoised = weights.some((weight) => weight > 0);
  const N = isDenoised ? unlabelled.shape[0] : 0;
  // The input needs no clean rows: it is not normalised.
  const cleanTop = weights.findLastIndex((weight) => weight > 0);
  const noisy: tf.Tensor[] = [], clean: tf.Tensor[] = [];
  const onInput = noise(0, inputs);
  const first = [tf.add(labelled, onInput.labelled)];
  if (isDenoised) {
    noisy.push(tf.add(unlabelled, onInput.unlabelled));
    first.push(noisy[0]);
  }
  if (cleanTop > 0) first.push(unlabelled);
  let h = first.length === 1 ? first[0] : tf.concat(first, 0), logits = h;
  layers.forEach((layer, i) => {
    const { path, units, activation, slope } = layer, number = i + 1;
    if (number === cleanTop + 1 && cleanTop > 0) h = tf.slice(h, [0, 0], [L + N, -1]);
    const hasClean = number <= cleanTop;
    const a = tf.matMul(h as tf.Tensor2D, params[`${path}.weight`] as tf.Tensor2D);
    const own = noise(number, units);
    const parts = [
      { rows: L, noise: own.labelled },
      ...(isDenoised ? [{ rows: N, noise: own.unlabelled }] : []),
      ...(hasClean ? [{ rows: N }] : []),
    ];
    const z = normalizeColumns(a, { parts, epsilon: EPSILON });
    if (isDenoised) noisy[number] = tf.slice(z, [L, 0], [N, units]);
    if (hasClean && weights[number] > 0) clean[number] = tf.slice(a, [L + N, 0], [N, units]);
    const shift = params[`${path}.shift`], scale = params[`${path}.scale`];
    const shifted = shift ? tf.add(z, shift) : z;
    const input = scale ? tf.mul(shifted, scale) : shifted;
    if (number === layers.length) logits = tf.slice(input, [0, 0], [L + N, units]);
    else h = activations[activation].apply(input, slope);
  });
  return { noisy, clean, logits };
}

/** The parameters below a prefix, by the rest of their paths. */
function below(params: Params, prefix: string): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(params).filter(([path]) => path.startsWith(prefix))
      .map(([path, tensor]) => [path.slice(prefix.length), tensor]),
  );
}
