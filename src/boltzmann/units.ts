import * as tf from "@tensorflow/tfjs";
import { fillNormal, multiplyStates, sampleSigmoid } from "../kernels/mod.ts";
import { type Draws, take } from "./draws.ts";
import { drawClasses } from "./labels/draw_classes.ts";
import { drawCounts } from "./words/draw_counts.ts";
import type { MachineSpec } from "./spec.ts";

/** The parameters of a machine as tensors: W [V, H], b [V] and c [H]. */
export type MachineTensors = {
  readonly weight: tf.Tensor2D;
  readonly visibleBias: tf.Tensor1D;
  readonly hiddenBias: tf.Tensor1D;
};

/** The values of one side of a machine, a row for each example or chain. */
export interface Side {
  readonly values: tf.Tensor2D;
  /** True where each is 0 or 1, for which products are sums of rows. */
  readonly isBinary: boolean;
  /** Of counts: their sum [B, 1], the length of each text, which hidden biases count as often as. */
  readonly totals?: tf.Tensor2D | undefined;
}

/** The kind of some units. */
export type Units = MachineSpec["visible"]["units"] | MachineSpec["hidden"]["units"];

/** Units as they were drawn, with the means that they were drawn with. */
export interface Sample {
  readonly means: tf.Tensor2D;
  readonly states: Side;
}

/** The inputs v W + c [B, H] of hidden units; v W + Σ v c of counts. */
export function hiddenInput({ weight, hiddenBias }: MachineTensors, visible: Side): tf.Tensor2D {
  const { values, isBinary, totals } = visible;
  if (totals) {
    return tf.tidy(() => {
      const biases = tf.matMul(totals, tf.reshape(hiddenBias, [1, -1]) as tf.Tensor2D);
      return tf.add(tf.matMul(values, weight), biases);
    });
  }
  if (isBinary) return multiplyStates(values, weight, { bias: hiddenBias });
  return tf.fused.matMul({ a: values, b: weight, bias: hiddenBias }) as tf.Tensor2D;
}

/** The inputs h Wᵀ + b [B, V] of visible units. */
export function visibleInput({ weight, visibleBias }: MachineTensors, hidden: Side): tf.Tensor2D {
  const { values, isBinary } = hidden;
  if (isBinary) {
    return multiplyStates(values, weight, { transposeTable: true, bias: visibleBias });
  }
  const operands = { a: values, b: weight, bias: visibleBias, transposeB: true };
  return tf.fused.matMul(operands) as tf.Tensor2D;
}

/** The means of units by their inputs: σ(x), max(0, x), x, or the softmax of which one word is drawn. */
export function meansOf(units: Units, input: tf.Tensor2D): tf.Tensor2D {
  if (units === "bernoulli") return tf.sigmoid(input);
  if (units === "multinomial") return tf.softmax(input);
  return units === "rectified" ? tf.relu(input) : input;
}

/** The means of visible units by their inputs; those of label units are a softmax. */
export function visibleMeansOf(
  { units, size, classes }: MachineSpec["visible"],
  input: tf.Tensor2D,
): tf.Tensor2D {
  if (classes === undefined) return meansOf(units, input);
  const [own, labels] = tf.split(input, [size - classes, classes], 1) as tf.Tensor2D[];
  return tf.concat([meansOf(units, own), tf.softmax(labels)], 1);
}

/**
 * Draws visible units from their inputs; of label units one, or those that are given stay; of counts as many
 * words as `totals` [B, 1] say.
 */
export function sampleVisible(
  { units, size, classes }: MachineSpec["visible"],
  input: tf.Tensor2D,
  { draws, labels, totals }: {
    draws: Draws;
    labels?: tf.Tensor2D | undefined;
    totals?: tf.Tensor2D | undefined;
  },
): Sample {
  if (totals) {
    const chances = tf.softmax(input);
    const values = drawCounts(chances, totals, draws);
    return { means: tf.mul(chances, totals), states: { values, isBinary: false, totals } };
  }
  if (classes === undefined) return sampleUnits(units, input, draws);
  const [own, ofLabels] = tf.split(input, [size - classes, classes], 1) as tf.Tensor2D[];
  const { means, states } = sampleUnits(units, own, draws);
  const chances = labels ?? tf.softmax(ofLabels);
  return {
    means: tf.concat([means, chances], 1),
    states: {
      values: tf.concat([states.values, labels ?? drawClasses(chances, draws)], 1),
      isBinary: states.isBinary,
    },
  };
}

/** Draws units from their inputs. */
export function sampleUnits(units: Units, input: tf.Tensor2D, draws: Draws): Sample {
  const part = take(draws, input.shape[1]);
  if (units === "bernoulli") {
    const { means, states } = sampleSigmoid(input, part);
    return {
      means: means as tf.Tensor2D,
      states: { values: states as tf.Tensor2D, isBinary: true },
    };
  }
  const noise = tf.zerosLike(input);
  fillNormal(noise, part.streams, { firstCounter: part.firstCounter });
  const values = units === "gaussian"
    ? tf.add(input, noise)
    : tf.relu(tf.add(input, tf.mul(noise, tf.sqrt(tf.sigmoid(input)))));
  return {
    means: meansOf(units, input),
    states: { values: values as tf.Tensor2D, isBinary: false },
  };
}

/**
 * The values of hidden units that statistics are made of: their means, which vary less than what is drawn;
 * drawn ones where units are rectified, for those have another mean than max(0, x).
 */
export function statisticsOf(units: Units, { means, states }: Sample): tf.Tensor2D {
  return units === "rectified" ? states.values : means;
}
