import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { reconstructionLosses } from "../losses/mod.ts";
import {
  applyLayers,
  encode,
  type Encoding,
  type ForwardOptions,
  type Params,
  type Plan,
  toDense,
} from "../model/mod.ts";
import { penaltyOf } from "../penalties/mod.ts";

/** What a step of training learns from a batch; the caller disposes of the tensors. */
export interface StepGradients {
  readonly loss: number;
  /** The gradient of the loss for each trainable parameter, by path. */
  readonly gradients: Params;
  /** The new values of the parameters that are measured instead of learned. */
  readonly statistics: Params;
}

/**
 * The loss of a batch x [B, …inputShape] and its gradients.
 *
 * The result depends on its arguments alone: `rng` is the stream of this step, example i draws from
 * `rng.fork(i)`, and `progress` is the share of the training that is done, for what has a schedule.
 */
export function gradients(
  plan: Plan,
  x: tf.Tensor,
  { params, rng, progress = 1 }: { params: Readonly<Params>; rng: Rng; progress?: number },
): StepGradients {
  const paths = Object.keys(plan.params).filter((path) => plan.params[path].trainable);
  const statistics: Params = {};
  const training = {
    progress,
    rng: (example: number) => rng.fork(example),
    update(path: string, value: tf.Tensor) {
      statistics[path] = tf.keep(value);
    },
  };
  const { value, grads } = tf.valueAndGrads((...trainable: tf.Tensor[]) => {
    const current = { ...params };
    paths.forEach((path, i) => current[path] = trainable[i]);
    return objective(plan, x, { params: current, training });
  })(paths.map((path) => params[path]));
  const loss = value.dataSync()[0];
  value.dispose();
  return {
    loss,
    gradients: Object.fromEntries(paths.map((path, i) => [path, grads[i]])),
    statistics,
  };
}

/** The loss of a batch x [B, …inputShape], reconstruction and penalties, a scalar. */
export function objective(plan: Plan, x: tf.Tensor, options: ForwardOptions): tf.Scalar {
  const { spec } = plan;
  const { output, encoding, reconstruction } = decodeForLoss(plan, x, options);
  const batch = { model: spec, x, ...encoding, params: options.params, reconstruction };
  const { apply } = reconstructionLosses[spec.reconstructionLoss];
  return (spec.penalties ?? []).reduce<tf.Scalar>((sum, penalty) => {
    const value = penaltyOf(penalty).apply(penalty, batch);
    return value ? tf.add(sum, tf.mul(value, penalty.coefficient)) : sum;
  }, apply(output, x));
}

/**
 * What the loss of a batch is computed from, the logits where the loss wants them, and on request the
 * reconstruction that they stand for.
 */
export function decodeForLoss(
  plan: Plan,
  x: tf.Tensor,
  options: ForwardOptions,
): { output: tf.Tensor; encoding: Encoding; reconstruction(): tf.Tensor } {
  const { lastActivation } = reconstructionLosses[plan.spec.reconstructionLoss];
  const end = plan.decoder.length - (lastActivation ? 1 : 0);
  const encoding = encode(plan, x, options);
  const within = { ...options, given: { ...encoding.given } };
  const output = toDense(applyLayers(plan.decoder.slice(0, end), encoding.code, within));
  return {
    output,
    encoding,
    reconstruction: () => toDense(applyLayers(plan.decoder.slice(end), output, within)),
  };
}
