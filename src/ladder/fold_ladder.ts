import * as tf from "@tensorflow/tfjs";
import { inScope } from "../kernels/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { consecutiveBatches, type Examples } from "../data/mod.ts";
import { activations } from "../layers/mod.ts";
import type { Params, Plan } from "../model/mod.ts";
import { toArrays, toTensors } from "../training/mod.ts";
import { type LadderLayer, ladderNetwork } from "./ladder_network.ts";
import { EPSILON } from "./denoising_cost.ts";

/** The rows of a product: many, as the statistics are of all rows together. */
const BATCH_SIZE = 1000;
/** The values of the inputs of a layer that are kept at most, 64 MB; more are computed again. */
const KEPT = 2 ** 24;

/**
 * The parameters of the classifier that a ladder network has trained: the normalisation of its clean path,
 * by the mean and the variance that each unit has over all examples, with β and γ, folded into the weight
 * and the bias of each dense layer.
 *
 * `trained` are the parameters of a snapshot of `fitLadder`, `unlabelled` the examples of that training. The
 * statistics of a layer are taken once the layers below are folded, in one pass for each layer. Throws a
 * RangeError for a plan that is no classifier of dense layers, for parameters of another one, and for no
 * examples.
 *
 * @example
 * ```ts
 * import { createRng, describeAutoencoder, describeClassifier, fitLadder, foldLadder } from "isthmus";
 * import { planAutoencoder, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const unlabelled = strokes(100, createRng(0)), labelled = strokes(20, createRng(1));
 * const autoencoder = describeAutoencoder({ variant: "undercomplete", codeSize: 20 }, [28, 28, 1]);
 * const plan = planAutoencoder(describeClassifier(autoencoder, { classes: 10 }));
 * const input = { plan, labelled, unlabelled, options: { epochs: 2 }, rng: createRng(2) };
 * for await (const event of fitLadder(input)) {
 *   if (event.type !== "end") continue;
 *   const { params: trained } = event.snapshot();
 *   assertEquals(foldLadder(plan, { trained, unlabelled }), event.params);
 * }
 * ```
 */
export function foldLadder(
  plan: Plan,
  { trained, unlabelled }: {
    trained: Readonly<Record<string, NdArray>>;
    unlabelled: Examples;
  },
): Record<string, NdArray> {
  const { layers } = ladderNetwork(plan);
  if (unlabelled.count === 0) {
    throw new RangeError("Cannot fold a ladder network without examples: expected those it saw");
  }
  const needed = layers.flatMap(({ path, inputs, units, hasShift, hasScale }) => [
    { path: `${path}.weight`, shape: [inputs, units] },
    ...(hasShift ? [{ path: `${path}.shift`, shape: [units] }] : []),
    ...(hasScale ? [{ path: `${path}.scale`, shape: [units] }] : []),
  ]);
  for (const { path, shape } of needed) check(trained[path], path, shape);
  const own = toTensors(Object.fromEntries(needed.map(({ path }) => [path, trained[path]])));
  try {
    const folded = foldedParams(plan, { params: own, examples: unlabelled });
    const arrays = toArrays(folded);
    tf.dispose(folded);
    return arrays;
  } finally {
    tf.dispose(own);
  }
}

/** The same for parameters on the backend; the caller disposes of the tensors. */
export function foldedParams(
  plan: Plan,
  { params, examples, most = KEPT }: {
    params: Readonly<Params>;
    examples: Examples;
    /** The values that are kept of all examples from layer to layer, at most. */
    most?: number;
  },
): Params {
  const { layers, inputs } = ladderNetwork(plan), folded: Params = {};
  const widest = Math.max(inputs, ...layers.map(({ units }) => units));
  /** The inputs of the layer in turn, by the piece, where they are few enough to be kept. */
  const kept: tf.Tensor2D[] = [], keeps = examples.count * widest <= most;
  layers.forEach((layer, at) => {
    const weight = params[`${layer.path}.weight`] as tf.Tensor2D;
    const statistics = new Moments(layer.units);
    for (const { from, count, values } of consecutiveBatches(examples, BATCH_SIZE)) {
      const piece = from / BATCH_SIZE, before: tf.Tensor2D | undefined = kept[piece];
      const [means, squares] = inScope(() => {
        const h = before
          ? applyFolded(before, layers.slice(at - 1, at), folded)
          : applyFolded(tf.tensor2d(values, [count, inputs]), layers.slice(0, at), folded);
        if (keeps) kept[piece] = tf.keep(h);
        const a = tf.matMul(h, weight), mean = tf.mul(tf.sum(a, 0, true), 1 / count);
        return [mean.dataSync(), tf.sum(tf.square(tf.sub(a, mean)), 0).dataSync()];
      });
      before?.dispose();
      statistics.add(count, { means, squares });
    }
    Object.assign(folded, foldLayer(layer, { params, statistics }));
  });
  tf.dispose(kept);
  // In the order of the plan, as parameters always are.
  return Object.fromEntries(Object.keys(plan.params).map((path) => [path, folded[path]]));
}

/** Means and sums of squared distances from them, in double precision, of examples that come in pieces. */
class Moments {
  count = 0;
  readonly means: Float64Array;
  readonly squares: Float64Array;

  constructor(units: number) {
    this.means = new Float64Array(units);
    this.squares = new Float64Array(units);
  }

  /** Adds a piece (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm", 1979). */
  add(count: number, piece: { means: ArrayLike<number>; squares: ArrayLike<number> }): void {
    const all = this.count + count;
    for (let unit = 0; unit < this.means.length; unit++) {
      const step = piece.means[unit] - this.means[unit];
      this.means[unit] += step * count / all;
      this.squares[unit] += piece.squares[unit] + step ** 2 * this.count * count / all;
    }
    this.count = all;
  }
}

/** γ ((h W − m) / s + β) as h (W γ / s) + γ (β − m / s). */
function foldLayer(
  { path, units, inputs }: LadderLayer,
  { params, statistics }: { params: Readonly<Params>; statistics: Moments },
): Params {
  const shift = params[`${path}.shift`]?.dataSync(), scale = params[`${path}.scale`]?.dataSync();
  const factors = new Float64Array(units), bias = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const variance = statistics.squares[unit] / statistics.count;
    const gamma = scale?.[unit] ?? 1, precision = 1 / Math.sqrt(variance + EPSILON);
    factors[unit] = gamma * precision;
    bias[unit] = gamma * ((shift?.[unit] ?? 0) - statistics.means[unit] * precision);
  }
  const weight = params[`${path}.weight`].dataSync();
  const scaled = Float32Array.from(weight, (value, i) => value * factors[i % units]);
  return {
    [`${path}.weight`]: tf.tensor2d(scaled, [inputs, units]),
    [`${path}.bias`]: tf.tensor1d(bias),
  };
}

/** The outputs of some folded layers, one after the other. */
function applyFolded(x: tf.Tensor2D, layers: readonly LadderLayer[], folded: Params): tf.Tensor2D {
  return layers.reduce<tf.Tensor2D>((h, { path, activation, slope }) => {
    const product = tf.matMul(h, folded[`${path}.weight`] as tf.Tensor2D);
    const input = tf.add(product, folded[`${path}.bias`]);
    return activations[activation].apply(input, slope) as tf.Tensor2D;
  }, x);
}

function check(found: NdArray | undefined, path: string, shape: readonly number[]): void {
  if (found && sameShape(found.shape, shape)) return;
  throw new RangeError(
    `Cannot fold these parameters into the classifier: ${
      found
        ? `their "${path}" has shape ${formatShape(found.shape)}, expected ${formatShape(shape)}`
        : `they have no "${path}", expected those of a ladder network of its sizes`
    }`,
  );
}
