import type { Tensor } from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { denseCode } from "../kernels/mod.ts";
import { type ApplyContext, layerOf, type PlannedLayer, type Value } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";
import { refuseClassifier } from "./refuse_classifier.ts";

/** The tensors of a model by path. */
export type Params = Record<string, Tensor>;

/** The surroundings that make a forward pass one of training. */
export interface TrainingPass {
  /** The share of the training that is done, from 0 to 1. */
  readonly progress: number;
  /** The stream of example i of the batch at this step. */
  rng(example: number): Rng;
  /** Takes over the new value of a parameter that is measured, not learned. */
  update(path: string, value: Tensor): void;
}

/** The surroundings of a forward pass. */
export interface ForwardOptions {
  readonly params: Readonly<Params>;
  readonly training?: TrainingPass;
  /** The stream that stochastic codes of example i are drawn from; by `training`, unless given. */
  readonly sample?: (example: number) => Rng;
  /** The classes of the examples [B, classes], 1 for the own one. */
  readonly labels?: Tensor | undefined;
}

/** A forward pass through some layers. */
type Pass = ForwardOptions & {
  readonly given: Given;
  readonly input?: Tensor;
  readonly trace?: TracedLayer[];
};

/** The values that layers gave besides their outputs, by full path (`encoder.2.switches`). */
export type Given = Record<string, Value>;

/**
 * The encoding of a batch: the codes, and what a decoder takes besides them.
 *
 * No interface, so that `tf.tidy` and `tf.dispose` take it.
 */
export type Encoding = {
  /** [B, …codeShape] */
  readonly code: Value;
  readonly given: Readonly<Given>;
};

/** A layer in a forward pass: what it was given, and what it made of it. */
export interface TracedLayer {
  readonly layer: PlannedLayer;
  readonly x: Value;
  readonly y: Value;
  /** The context that it was applied in. */
  readonly context: ApplyContext;
}

/**
 * The codes [B, …codeShape] of inputs [B, …inputShape], and what goes with them. A `trace` receives
 * the layers in order, for `pullBack`.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { describeAutoencoder, encode, planAutoencoder, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const options = { codeSize: 1, loss: "mean-squared-error" } as const;
 * const plan = planAutoencoder(describeAutoencoder(options, [2]));
 * const params = {
 *   "encoder.0.weight": tf.tensor2d([[1], [10]]),
 *   "encoder.0.bias": tf.tensor1d([0.5]),
 * };
 * const { code } = encode(plan, tf.tensor2d([[3, 4]]), { params });
 * assertEquals([...(code as tf.Tensor).dataSync()], [43.5]);
 * ```
 */
export function encode(
  plan: Plan,
  x: Tensor,
  options: ForwardOptions & { readonly trace?: TracedLayer[] },
): Encoding {
  const given: Given = {};
  return { code: applyLayers(plan.encoder, x, { ...options, given, input: x }), given };
}

/**
 * The reconstructions [B, …inputShape] of codes; of a classifier, the probabilities [B, classes].
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { decode, describeAutoencoder, planAutoencoder, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const options = { codeSize: 1, loss: "mean-squared-error" } as const;
 * const plan = planAutoencoder(describeAutoencoder(options, [2]));
 * const params = {
 *   "decoder.0.weight": tf.tensor2d([[1, 10]]),
 *   "decoder.0.bias": tf.tensor1d([0, 1]),
 * };
 * const x = decode(plan, { code: tf.tensor2d([[2]]), given: {} }, { params });
 * assertEquals([...x.dataSync()], [2, 21]);
 * ```
 */
export function decode(
  plan: Plan,
  { code, given }: Encoding,
  options: ForwardOptions,
): Tensor {
  return toDense(applyLayers(plan.decoder, code, { ...options, given: { ...given } }));
}

/**
 * The reconstructions of inputs, both [B, …inputShape]. Throws a RangeError for a classifier.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { describeAutoencoder, planAutoencoder, readKernels, reconstruct, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const options = { codeSize: 1, loss: "mean-squared-error" } as const;
 * const plan = planAutoencoder(describeAutoencoder(options, [2]));
 * const params = {
 *   "encoder.0.weight": tf.tensor2d([[1], [1]]),
 *   "encoder.0.bias": tf.tensor1d([0]),
 *   "decoder.0.weight": tf.tensor2d([[0.5, 0.5]]),
 *   "decoder.0.bias": tf.tensor1d([0, 0]),
 * };
 * const x = reconstruct(plan, tf.tensor2d([[1, 3]]), { params });
 * assertEquals([...x.dataSync()], [2, 2]);
 * ```
 */
export function reconstruct(plan: Plan, x: Tensor, options: ForwardOptions): Tensor {
  refuseClassifier(plan, {
    task: "Cannot reconstruct with a classifier",
    instead: "use classify()",
  });
  return decode(plan, encode(plan, x, options), options);
}

/**
 * A value as one tensor [B, …]; a sparse code gets its zeros.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { readKernels, startBackend, toDense, topK } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const code = topK(tf.tensor2d([[3, 1, 2]]), { k: 1 });
 * assertEquals([...toDense(code).dataSync()], [3, 0, 0]);
 * ```
 */
export function toDense(value: Value): Tensor {
  return "indices" in value ? denseCode(value) : value;
}

/**
 * Applies a run of layers in order; they read and extend what was `given`. The caller disposes of the
 * intermediate tensors (`tf.tidy`).
 */
export function applyLayers(
  layers: readonly PlannedLayer[],
  x: Value,
  options: Pass,
): Value {
  return layers.reduce((value, planned) => applyLayer(planned, value, options), x);
}

/** The outputs of each layer of a model for a batch, by its path; all dense. */
export function layerOutputs(
  plan: Plan,
  x: Tensor,
  options: ForwardOptions,
): Record<string, Tensor> {
  const trace: TracedLayer[] = [];
  const { code, given } = encode(plan, x, { ...options, trace });
  applyLayers(plan.decoder, code, { ...options, given: { ...given }, trace });
  return Object.fromEntries(trace.map(({ layer: { path }, y }) => [path, toDense(y)]));
}

function applyLayer(
  planned: PlannedLayer,
  x: Value,
  options: Pass,
): Value {
  const { spec } = planned;
  const layer = layerOf(spec);
  const context = contextOf(planned, options);
  const y = "indices" in x && layer.applySparse
    ? layer.applySparse(spec, x, context)
    : layer.apply(spec, toDense(x), context);
  options.trace?.push({ layer: planned, x, y, context });
  return y;
}

function contextOf(
  { path, spec, inputShape, params: paths, takes, isFrozen }: PlannedLayer,
  { params, training, sample = training?.rng, given, input, labels }: Pass,
): ApplyContext {
  const resolve = <T>(
    names: Readonly<Record<string, string>>,
    values: Readonly<Record<string, T>>,
  ) => Object.fromEntries(Object.entries(names).map(([name, full]) => [name, values[full]]));
  return {
    params: resolve(paths, params),
    taken: resolve(takes, given) as Record<string, Tensor>,
    give(name, value) {
      if (!(name in (layerOf(spec).gives?.(spec, inputShape) ?? {}))) {
        throw new TypeError(
          `Cannot give "${name}" from ${path}: "${spec.type}" does not say in its gives that it does`,
        );
      }
      given[`${path}.${name}`] = value;
    },
    input,
    labels,
    sample: sample && ((example) => sample(example).fork(path)),
    training: isFrozen ? undefined : training && {
      progress: training.progress,
      rng: (example) => training.rng(example).fork(path),
      update: (name, value) => training.update(paths[name], value),
    },
  };
}
