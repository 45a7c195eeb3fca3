import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import type { Params, Plan } from "../model/mod.ts";
import { objective } from "./objective.ts";
import type { LossTerms } from "./snapshot.ts";

/** The result of a step of training on a batch; the caller disposes of the tensors. */
export type StepGradients = LossTerms & {
  readonly loss: number;
  /** The gradient of the loss for each trainable parameter, by path. */
  readonly gradients: Params;
  /**
   * The new values of the parameters that are measured instead of learned; by how much to move one
   * that is learned, besides what the optimizer does.
   */
  readonly statistics: Params;
};

/** The surroundings that the gradients of a batch depend on. */
export interface GradientOptions {
  readonly params: Readonly<Params>;
  /** The stream of this step: example i draws from `rng.fork(i)`. */
  readonly rng: Rng;
  /** The share of the training that is done, for what has a schedule; all of it unless given. */
  readonly progress?: number;
  /** The classes of the examples [B, classes], for models that depend on them. */
  readonly labels?: tf.Tensor | undefined;
}

/**
 * The loss of a batch x [B, …inputShape], what it is the sum of, and its gradients.
 *
 * The result depends on its arguments alone.
 */
export function gradients(
  plan: Plan,
  x: tf.Tensor,
  { params, rng, progress = 1, labels }: GradientOptions,
): StepGradients {
  const paths = Object.keys(plan.params).filter((path) => plan.params[path].trainable);
  const statistics: Params = {}, penalties: Record<string, tf.Scalar> = {};
  const kept: { reconstructionLoss?: tf.Scalar } = {};
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
    const found = objective(plan, x, { params: current, training, labels });
    const terms = Object.entries(found.penalties);
    for (const [name, term] of terms) penalties[name] = tf.keep(tf.clone(term));
    // Without penalties it is the loss itself.
    if (terms.length > 0) kept.reconstructionLoss = tf.keep(tf.clone(found.reconstructionLoss));
    return found.loss;
  })(paths.map((path) => params[path]));
  const loss = number(value);
  return {
    loss,
    reconstructionLoss: kept.reconstructionLoss ? number(kept.reconstructionLoss) : loss,
    penalties: Object.fromEntries(
      Object.entries(penalties).map(([name, term]) => [name, number(term)]),
    ),
    gradients: Object.fromEntries(paths.map((path, i) => [path, grads[i]])),
    statistics,
  };
}

/** The value of a scalar, which is disposed of. */
function number(scalar: tf.Scalar): number {
  const [value] = scalar.dataSync();
  scalar.dispose();
  return value;
}
