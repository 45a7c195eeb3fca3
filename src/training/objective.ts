import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../core/shape.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import {
  applyLayers,
  encode,
  type ForwardOptions,
  type Plan,
  pullBack,
  toDense,
  type TracedLayer,
} from "../model/mod.ts";
import { penaltyNames, penaltyOf } from "../penalties/mod.ts";

/** The loss of a batch and what it is the sum of; all scalars. */
export interface Objective {
  /** The loss of the reconstruction, or of the classes, and the penalties, each times its coefficient. */
  readonly loss: tf.Scalar;
  readonly reconstructionLoss: tf.Scalar;
  /** Each penalty before its coefficient, by name; without those that had nothing to penalise. */
  readonly penalties: Readonly<Record<string, tf.Scalar>>;
  /** The reconstructions [B, …inputShape]; of a classifier, the probabilities [B, classes]. */
  reconstruction(): tf.Tensor;
}

/**
 * The loss of a batch x [B, …inputShape], which compares outputs with x, or those of a classifier with the
 * labels; the caller disposes of the intermediate tensors.
 */
export function objective(plan: Plan, x: tf.Tensor, options: ForwardOptions): Objective {
  const { spec } = plan;
  const { params, training, sample = training?.rng } = options;
  const target = spec.target ? options.labels : x;
  if (!target) throw new TypeError("Cannot compute the loss of a classifier without labels");
  const loss = reconstructionLossOf(spec.reconstructionLoss);
  // The last activation is a part of such a loss, which is computed from its logits.
  const end = plan.decoder.length - (loss.lastLayer ? 1 : 0);
  const trace: TracedLayer[] = [];
  const encoding = encode(plan, x, { ...options, trace });
  const within = { ...options, given: { ...encoding.given } };
  const output = toDense(applyLayers(plan.decoder.slice(0, end), encoding.code, within));
  const reconstruction = () => toDense(applyLayers(plan.decoder.slice(end), output, within));

  const reconstructionLoss = checkedScalar(loss.apply(output, target, params), loss.name);
  const specs = spec.penalties ?? [], names = penaltyNames(specs);
  const penalties: Record<string, tf.Scalar> = {};
  let sum = reconstructionLoss;
  specs.forEach((penalty, i) => {
    const path = `penalties.${i}`;
    const value = penaltyOf(penalty).apply(penalty, {
      model: plan,
      x,
      ...encoding,
      params,
      own: ownParams(params, path),
      reconstruction,
      pullBack: (cotangents) => pullBack(trace, cotangents),
      ...(sample && { sample: (example: number) => sample(example).fork(path) }),
      ...(training && { update: (name, value) => training.update(`${path}.${name}`, value) }),
    });
    if (!value) return;
    penalties[names[i]] = checkedScalar(value, names[i]);
    const { coefficient, warmUp = 0 } = penalty, progress = training?.progress ?? 1;
    const weight = progress < warmUp ? coefficient * progress / warmUp : coefficient;
    sum = tf.add(sum, tf.mul(value, weight));
  });
  return { loss: sum, reconstructionLoss, penalties, reconstruction };
}

/** A term of the loss, which may be one of somebody's own: one that is none would be added as it is. */
function checkedScalar(term: tf.Scalar, name: string): tf.Scalar {
  const shape: readonly number[] = term.shape;
  if (shape.length === 0) return term;
  throw new RangeError(
    `Cannot add "${name}" to the loss: it gives shape ${formatShape(shape)}, expected one number`,
  );
}

/** The parameters below a path, by name. */
function ownParams(
  params: Readonly<Record<string, tf.Tensor>>,
  path: string,
): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(params).filter(([name]) => name.startsWith(`${path}.`))
      .map(([name, tensor]) => [name.slice(path.length + 1), tensor]),
  );
}
