import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { type SparseCode, sparseEncode } from "../../kernels/mod.ts";
import { checkVector } from "../contract/check_vector.ts";
import { emitTopK } from "./emit_top_k.ts";
import { checkK, kAt, keepingK, kFields } from "./k_schedule.ts";
import type { ApplyContext } from "../contract/contexts.ts";
import { defineLayer } from "../contract/layer.ts";
import type { ParamSpec } from "../contract/param_spec.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";

/** Counts are 32-bit floats: one more than this, which says dead, must differ from it. */
const LONGEST_COUNT = 2 ** 24 - 2;

const schema = z.strictObject({
  type: z.literal("dense_top_k"),
  units: z.int().positive(),
  ...kFields,
  /** True to keep the k largest of each example on average over a batch, not of each example. */
  batch: z.boolean().optional(),
  /**
   * The number of dead latents that the `auxiliary_k` penalty revives at once: 256 unless given.
   */
  auxiliaryK: z.int().positive().optional(),
  /**
   * A latent is dead when it has not fired for more training examples than this. Unless given, it is
   * after an epoch, or after 10 million where the epoch is longer.
   */
  deadAfter: z.int().positive().max(LONGEST_COUNT).optional(),
});

type Spec = z.infer<typeof schema>;

const DEFAULTS = { auxiliaryK: 256, deadAfter: 10_000_000 };

/** The share of the old threshold that a step keeps. */
const MOMENTUM = 0.99;

/**
 * Sparse fully connected layer, y = topK(relu(x Wᵀ + b)): the encoder of a top-k dictionary.
 *
 * Input [B, D], weight [N, D] (the vector of a latent is a row, of norm 1 at the start), bias [N],
 * output the code [B, N], sparse. Gradients touch what was kept only. In training it counts in `idle`
 * [N] for how many examples each latent has not fired, and gives `auxiliary`, the code of the dead
 * latents, to the penalty of that name. (Gao et al., "Scaling and evaluating sparse autoencoders",
 * 2024.) With `batch`, the B·k largest of a batch are kept, and outside training whatever reaches the
 * running mean of the least that was. (Bussmann, Leask and Nanda, "BatchTopK sparse autoencoders",
 * 2024.)
 */
export const denseTopK = defineLayer({
  schema,
  outputShape(spec, input) {
    checkVector("dense_top_k", input);
    checkK(spec, { type: "dense_top_k", input, size: spec.units });
    return [spec.units];
  },
  params({ units, batch }, [size]) {
    const params: Record<string, ParamSpec> = {
      weight: { shape: [units, size], initializer: "unit-rows", trainable: true },
      bias: { shape: [units], initializer: "zeros", trainable: true },
      idle: { shape: [units], initializer: "zeros", trainable: false },
    };
    if (batch) params.threshold = { shape: [1], initializer: "zeros", trainable: false };
    return params;
  },
  traits: (spec) => ({
    weights: { param: "weight", axes: "outputs, inputs", vectors: "latents" },
    code: {
      kind: "sparse",
      k: kAt(spec, { size: spec.units }),
      isCounted: !spec.batch,
      idle: { param: "idle", deadAfter: spec.deadAfter ?? DEFAULTS.deadAfter },
    },
    ...(spec.batch && { fromBatch: "largest" }),
  }),
  gives: ({ units }) => ({ auxiliary: { shape: [units], made: "dead latents" } }),
  keeping: keepingK,
  // One less than an epoch, so that a latent which has never fired is dead when the first one ends.
  forExamples: (spec, count) => ({
    ...spec,
    deadAfter: spec.deadAfter ?? Math.min(Math.max(1, count - 1), DEFAULTS.deadAfter),
  }),
  apply(spec, x, context) {
    const { params: { weight, bias, threshold }, training } = context;
    const k = kAt(spec, { size: spec.units, progress: training?.progress });
    if (!training) {
      if (!spec.batch) return sparseEncode(x, { weight, bias }, { k, rectified: true }).code;
      const active = tf.relu(
        tf.add(tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D, false, true), bias),
      );
      return tf.mul(active, tf.cast(tf.greaterEqual(active, threshold), "float32"));
    }
    return trainingCode(spec, x, { k, context });
  },
  pullback: (_spec, cotangents, { y, params: { weight } }) =>
    tf.matMul(scaleCotangents(cotangents, tf.step(y)), weight),
  emit(spec, x, { graph, path, param, threshold }) {
    const pre = graph.node("Gemm", [x, param("weight"), param("bias")], {
      name: `${path}.pre_activation`,
      attributes: { transB: 1 },
    });
    const keep = spec.batch
      ? { threshold: param("threshold") }
      : threshold === undefined
      ? { k: kAt(spec, { size: spec.units }) }
      : { threshold: graph.scalar(threshold) };
    return emitTopK(graph, pre, { path, keep, rectified: true });
  },
  mirror: (_spec, { inputShape: [units], path, tied }) => ({
    type: "dictionary",
    units,
    ...(tied ? { tiedTo: path } : { startsAs: path }),
  }),
});

function trainingCode(
  spec: Spec,
  x: tf.Tensor,
  { k, context: { params, training, give } }: { k: number; context: ApplyContext },
): SparseCode {
  const { weight, bias, idle, threshold } = params;
  const { auxiliaryK = DEFAULTS.auxiliaryK, deadAfter = DEFAULTS.deadAfter } = spec;
  const counts = Float32Array.from(idle.dataSync());
  const dead = tf.tensor1d(counts.map((count) => count > deadAfter ? 1 : 0));
  const { code, auxiliary, threshold: least } = sparseEncode(x, { weight, bias }, {
    k,
    rectified: true,
    dead,
    auxiliaryK,
    batch: spec.batch,
  });
  training!.update("idle", tf.tensor1d(countIdle(counts, { code, deadAfter })));
  if (auxiliary) give("auxiliary", auxiliary);
  if (least !== undefined) {
    const [before] = threshold.dataSync();
    // The first one stands for all that were before it: a mean from 0 would long be too low.
    const mean = before === 0 ? least : MOMENTUM * before + (1 - MOMENTUM) * least;
    training!.update("threshold", tf.tensor1d([mean]));
  }
  return code;
}

/** The number of examples since each latent fired; no more than can be told from dead. */
function countIdle(
  counts: Float32Array<ArrayBuffer>,
  { code, deadAfter }: { code: SparseCode; deadAfter: number },
): Float32Array<ArrayBuffer> {
  const [examples] = code.indices.shape;
  const longer = counts.map((count) => Math.min(count + examples, deadAfter + 1));
  const values = code.values.dataSync();
  code.indices.dataSync().forEach((index, i) => {
    if (values[i] > 0) longer[index] = 0;
  });
  return longer;
}
