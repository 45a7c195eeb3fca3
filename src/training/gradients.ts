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
  const statistics: Params = {}, kept: Record<string, tf.Scalar> = {};
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
    const { loss, reconstructionLoss, penalties } = found;
    for (const [name, term] of Object.entries(penalties)) kept[name] = tf.keep(tf.clone(term));
    if (Object.keys(penalties).length > 0) {
      kept[RECONSTRUCTION] = tf.keep(tf.clone(reconstructionLoss));
    }
    return loss;
  })(paths.map((path) => params[path]));
  const loss = number(value);
  const { [RECONSTRUCTION]: reconstructionLoss = loss, ...penalties } = Object.fromEntries(
    Object.entries(kept).map(([name, term]) => [name, number(term)]),
  );
  return {
    loss,
    reconstructionLoss,
    penalties,
    gradients: Object.fromEntries(paths.map((path, i) => [path, grads[i]])),
    statistics,
  };
}

/** Stands among the names of penalties, none of which has a space. */
const RECONSTRUCTION = "reconstruction loss";

/** The value of a scalar, which is disposed of. */
function number(scalar: tf.Scalar): number {
  const [value] = scalar.dataSync();
  scalar.dispose();
  return value;
}
