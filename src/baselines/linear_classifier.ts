import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { MatMul } from "./mat_mul.ts";

/** Features with their classes. */
export interface LabelledCodes {
  /** [N, D] */
  readonly codes: NdArray;
  /** The class of each row, from 0. */
  readonly labels: ArrayLike<number>;
}

/** A linear classifier, logits = x W / scale + b. */
export interface LinearClassifier {
  /** [D, classes] */
  readonly weight: NdArray;
  /** One for each class. */
  readonly bias: Float32Array<ArrayBuffer>;
  /** The divisors of features: their root mean square. */
  readonly scale: number;
}

/** The choices of a fit. */
export interface ClassifierOptions {
  readonly classes: number;
  readonly matMul: MatMul;
  readonly rng: Rng;
  /** Passes over the examples: 30 unless given. */
  readonly epochs?: number;
  /**
   * The weight λ of λ/2 ‖W‖² beside the cross-entropy summed over the examples, which keeps few of them from
   * being fitted at any price; 0 unless given.
   */
  readonly penalty?: number;
}

const BATCH_SIZE = 500;
const LEARNING_RATE = 0.02;

/**
 * Multinomial logistic regression: what a straight line can tell of classes from codes.
 *
 * Minimises the cross-entropy, and the penalty, by Adam (Kingma and Ba, 2015) with a falling learning rate.
 */
export function fitLinearClassifier(
  { codes, labels }: LabelledCodes,
  { classes, matMul, rng, epochs = 30, penalty = 0 }: ClassifierOptions,
): LinearClassifier {
  const [count, size] = codes.shape;
  const scale = rootMeanSquare(codes.values) || 1;
  // The last row is the bias, of a feature that is always 1.
  const params = new Float32Array((size + 1) * classes);
  const first = new Float64Array(params.length), second = new Float64Array(params.length);
  const steps = epochs * Math.ceil(count / BATCH_SIZE);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = rng.fork(epoch).permutation(count);
    for (let from = 0; from < count; from += BATCH_SIZE) {
      const rows = order.subarray(from, from + BATCH_SIZE);
      const x = scaledRows(codes, { rows, scale });
      const weight = { shape: [size + 1, classes], values: params };
      const error = softmaxRows(matMul(x, weight), classes);
      rows.forEach((row, i) => error.values[i * classes + labels[row]]--);
      const gradient = matMul(x, error, { transposeA: true }).values;
      const rate = LEARNING_RATE * 0.5 * (1 + Math.cos(Math.PI * step / steps));
      step++;
      const correction = Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      for (let i = 0; i < params.length; i++) {
        // The bias, behind the weights, is free.
        const pull = i < size * classes ? penalty * params[i] / count : 0;
        const slope = gradient[i] / rows.length + pull;
        first[i] = 0.9 * first[i] + 0.1 * slope;
        second[i] = 0.999 * second[i] + 0.001 * slope * slope;
        params[i] -= rate * correction * first[i] / (Math.sqrt(second[i]) + 1e-8);
      }
    }
  }
  return {
    weight: { shape: [size, classes], values: params.slice(0, size * classes) },
    bias: params.slice(size * classes),
    scale,
  };
}

/** The share of rows for which a classifier names another class than theirs. */
export function classificationError(
  { weight, bias, scale }: LinearClassifier,
  { codes, labels, matMul }: LabelledCodes & { matMul: MatMul },
): number {
  const [count] = codes.shape, classes = bias.length;
  let wrong = 0;
  for (let from = 0; from < count; from += BATCH_SIZE) {
    const rows = Uint32Array.from(
      { length: Math.min(BATCH_SIZE, count - from) },
      (_, i) => from + i,
    );
    const x = scaledRows(codes, { rows, scale });
    const { values } = matMul(x, {
      shape: [weight.shape[0] + 1, classes],
      values: Float32Array.from([...weight.values, ...bias]),
    });
    rows.forEach((row, i) => {
      const logits = values.subarray(i * classes, (i + 1) * classes);
      wrong += Number(logits.indexOf(Math.max(...logits)) !== labels[row]);
    });
  }
  return wrong / count;
}

/** Rows divided by the scale, each with a 1 at its end. */
function scaledRows(
  { shape: [, size], values }: NdArray,
  { rows, scale }: { rows: Uint32Array; scale: number },
): NdArray {
  const width = size + 1;
  const result = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    for (let j = 0; j < size; j++) result[i * width + j] = values[row * size + j] / scale;
    result[i * width + size] = 1;
  });
  return { shape: [rows.length, width], values: result };
}

/** Probabilities in the place of logits. */
function softmaxRows(logits: NdArray, classes: number): NdArray {
  const { shape, values } = logits;
  for (let from = 0; from < values.length; from += classes) {
    const row = values.subarray(from, from + classes);
    const most = Math.max(...row);
    let sum = 0;
    row.forEach((value, i) => sum += row[i] = Math.exp(value - most));
    row.forEach((value, i) => row[i] = value / sum);
  }
  return { shape, values };
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
