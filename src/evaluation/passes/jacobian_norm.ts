import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { type Examples, takeExamples } from "../../data/mod.ts";
import {
  encode,
  encoderJacobian,
  pullBack,
  type TracedLayer,
  type TrainedModel,
} from "../../model/mod.ts";
import { signCotangents } from "../../penalties/mod.ts";
import { toTensors } from "../../training/mod.ts";
import { type JacobianBatch, mapJacobianBatches } from "./jacobian_batches.ts";
import { someIndices } from "./some_indices.ts";

/** The strength with which the codes of a model answer to small changes of examples. */
export interface JacobianNorm {
  /** The number of examples it was measured on. */
  readonly examples: number;
  /** ‖J‖, the root of the sum of the squared entries of ∂code / ∂input, averaged over the examples. */
  readonly norm: number;
  /** ‖J‖² averaged over the examples: what the contractive penalty lowers. */
  readonly squaredNorm: number;
}

/** The most examples that the norm is measured on. */
const EXAMPLES = 500;

/** The largest code whose every entry is pulled back; of larger ones so many random directions are. */
const MOST_EXACT = 256, DIRECTIONS = 64;

/**
 * The mean norm of an encoder's Jacobian on 500 of some examples, drawn always alike, or on all where there
 * are fewer, outside training; needs the backend. For codes of more than 256 entries it is estimated, for
 * each example from 64 random directions that are always the same.
 *
 * Throws a RangeError, one sentence, for an encoder without a Jacobian.
 */
export function jacobianNorm({ plan, params }: TrainedModel, test: Examples): JacobianNorm {
  const drawn = someIndices(test.count, {
    most: EXAMPLES,
    rng: createRng(0).fork("jacobian examples"),
  });
  const examples = takeExamples(test, drawn), code = sizeOf(plan.codeShape);
  const isExact = code <= MOST_EXACT, products = isExact ? code : DIRECTIONS;
  const rng = createRng(0).fork("jacobian");
  const exact = ({ x, options }: JacobianBatch) =>
    tf.sum(tf.square(encoderJacobian(plan, x, options)), [1, 2]);
  const estimate = ({ from, x, options }: JacobianBatch) => {
    const trace: TracedLayer[] = [], [batch] = x.shape;
    encode(plan, x, { ...options, trace });
    const stream = (row: number) => rng.fork(from + row);
    const cotangents = signCotangents(plan.codeShape, { batch, samples: products, stream });
    const pulled = pullBack(trace, cotangents);
    const squares = tf.sum(tf.square(tf.reshape(pulled, [products, batch, -1])), [0, 2]);
    return tf.div(squares, products);
  };
  const tensors = toTensors(params);
  try {
    const squares = mapJacobianBatches(
      examples,
      { plan, params: tensors, products },
      (batch) => Array.from((isExact ? exact(batch) : estimate(batch)).dataSync()),
    ).flat();
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      examples: examples.count,
      norm: mean(squares.map(Math.sqrt)),
      squaredNorm: mean(squares),
    };
  } finally {
    tf.dispose(tensors);
  }
}
