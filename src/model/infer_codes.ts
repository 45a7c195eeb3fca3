import * as tf from "@tensorflow/tfjs";
import { inferCode, type InferenceOptions } from "../layers/mod.ts";
import { encode, type ForwardOptions, toDense } from "./forward.ts";
import type { Plan } from "./plan.ts";

/** The codes of a batch by one pass and by a search. */
export interface InferredCodes {
  /** F(x) [B, N] */
  readonly predicted: tf.Tensor;
  /** z* [B, N] */
  readonly inferred: tf.Tensor;
  /** The dictionary [N, D]; not a copy. */
  readonly weight: tf.Tensor;
  /** λ, what the energy multiplies Σ |z| by. */
  readonly sparsity: number;
}

/** The settings that codes are predicted and inferred with. */
export type InferCodesOptions = Pick<ForwardOptions, "params" | "labels"> & {
  /** The differences of the search from that of the training. */
  readonly inference?: Partial<InferenceOptions> | undefined;
};

/**
 * The codes that an encoder predicts of examples x [B, …inputShape], and what inference finds, as
 * in its training unless options say otherwise; absent for encoders that do not end in such codes.
 */
export function inferCodes(
  plan: Plan,
  x: tf.Tensor,
  { params, labels, inference }: InferCodesOptions,
): InferredCodes | undefined {
  const { traits: { code }, params: paths } = plan.encoder.at(-1)!;
  if (code?.kind !== "predicted") return undefined;
  const options = { ...code.inference, ...inference }, weight = params[paths[code.dictionary]];
  const [predicted, inferred] = tf.tidy(() => {
    const prediction = toDense(encode(plan, x, { params, labels }).code);
    const rows = tf.reshape(x, [-1, weight.shape[1]!]);
    return [prediction, inferCode(rows, { weight, prediction, ...options })];
  });
  return { predicted, inferred, weight, sparsity: options.sparsity };
}
