import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import {
  inferCodes,
  type InferCodesOptions,
  type InferredCodes,
  type Plan,
} from "../../model/mod.ts";
import { toTensors } from "../../training/mod.ts";

/** The distance of the codes that an encoder predicts to those that inference finds. */
export interface PredictionEvaluation {
  /** Σ ‖z* − F(x)‖² / Σ ‖z*‖² over the examples; absent where all z* are 0. */
  readonly relativeError?: number;
  /** F(x), one pass. */
  readonly predicted: CodeQuality;
  /** z*, a search. */
  readonly inferred: CodeQuality;
}

/** The quality of sparse codes of one kind, averaged over the examples. */
export interface CodeQuality {
  /** ½ ‖x − z W‖² + λ Σ |z|: without what holds z to the prediction, so that both kinds compare. */
  readonly energy: number;
  /** ‖x − z W‖² */
  readonly squaredError: number;
  /** The number of entries over 0.001 in size. */
  readonly active: number;
}

/** Entries this small count as 0: a prediction is seldom exactly that. */
const ACTIVE = 1e-3;

const BATCH_SIZE = 500;

/** The settings that predictions are measured with, and against. */
export type PredictionOptions = Pick<InferCodesOptions, "inference"> & {
  readonly params: Readonly<Record<string, NdArray>>;
  readonly examples: Examples;
};

/**
 * Compares predicted codes with inferred ones on examples; absent for a model whose codes are not
 * inferred while training. Needs the backend.
 *
 * The search of the training is held to the prediction, and so ends near it; an `inference` of
 * `predictionCoefficient` 0 and some hundred `iterations` finds the codes of least energy instead.
 */
export function evaluatePrediction(
  plan: Plan,
  { params, examples, inference }: PredictionOptions,
): PredictionEvaluation | undefined {
  if (plan.encoder.at(-1)!.traits.code?.kind !== "predicted") return undefined;
  const tensors = toTensors(params), sums = Array(8).fill(0);
  try {
    for (const { count, values } of consecutiveBatches(examples, BATCH_SIZE)) {
      const found = tf.tidy(() => {
        const x = tf.tensor(values, [count, ...examples.shape]);
        const codes = inferCodes(plan, x, { params: tensors, inference })!;
        const { predicted, inferred } = codes;
        const rows = tf.reshape(x, [count, sizeOf(examples.shape)]);
        return tf.stack([
          tf.sum(tf.squaredDifference(predicted, inferred)),
          tf.sum(tf.square(inferred)),
          ...qualities(rows, predicted, codes),
          ...qualities(rows, inferred, codes),
        ]).dataSync();
      });
      found.forEach((value, i) => sums[i] += value);
    }
  } finally {
    tf.dispose(tensors);
  }
  const [apart, length, ...others] = sums;
  const means = others.map((sum) => sum / examples.count);
  const quality = ([energy, squaredError, active]: number[]) => ({ energy, squaredError, active });
  return {
    ...(length > 0 && { relativeError: apart / length }),
    predicted: quality(means.slice(0, 3)),
    inferred: quality(means.slice(3)),
  };
}

/** The same in a sentence. */
export function predictionSentence(
  { relativeError, predicted, inferred }: PredictionEvaluation,
): string {
  const distance = relativeError === undefined
    ? "Inferred codes are all 0; the energy of predicted ones is "
    : `Predicted codes are ${
      (100 * relativeError).toFixed(1)
    } % of the squared length of inferred ` +
      `ones away from them; their energy is `;
  return `${distance}${predicted.energy.toFixed(3)} against ` +
    `${inferred.energy.toFixed(3)}, with ${predicted.active.toFixed(1)} active entries against ` +
    `${inferred.active.toFixed(1)}.`;
}

/** Energy, squared error and active entries of a batch of codes, each summed over it. */
function qualities(
  x: tf.Tensor,
  code: tf.Tensor,
  { weight, sparsity }: Pick<InferredCodes, "weight" | "sparsity">,
): tf.Tensor[] {
  const sizes = tf.abs(code);
  const error = tf.sum(tf.squaredDifference(x, tf.matMul(code, weight)));
  const energy = tf.add(tf.mul(error, 0.5), tf.mul(tf.sum(sizes), sparsity));
  return [energy, error, tf.sum(tf.cast(tf.greater(sizes, ACTIVE), "float32"))];
}
