import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { values } from "../load_routines.ts";

/** A small call of an operator, to differentiate by all its arguments. */
export interface GradientExample {
  /** The shapes of the arguments, of rank 4 where nothing else is known of them. */
  readonly shapes: readonly (readonly number[])[];
  /** The range that their values lie in; without one it is -2 to 2. */
  readonly range?: readonly [number, number] | undefined;
  /**
   * The reason why its gradient is not the slope that central differences see, where that is so.
   */
  readonly noSlope?: string;
  run(...inputs: tf.Tensor4D[]): tf.Tensor;
}

/**
 * Asserts that the gradients of an example by all its arguments are finite and of their shapes, and
 * unless it has none that they equal its slope, by central differences of a weighted sum.
 */
export function checkGradients(example: GradientExample): void {
  tf.tidy(() => check(example, example.shapes.map((shape) => spread(shape, example.range))));
}

function check({ run, noSlope }: GradientExample, inputs: tf.Tensor4D[]): void {
  const y = run(...inputs), weights = values(y.size, 1);
  const gradients = tf.grads(run as (...inputs: tf.Tensor[]) => tf.Tensor)(
    inputs,
    tf.tensor(weights, y.shape),
  );
  gradients.forEach((gradient, argument) => {
    assertEquals(gradient.shape, inputs[argument].shape);
    assertEquals(gradient.dtype, "float32");
    gradient.dataSync().forEach((value, i) => {
      if (noSlope !== undefined) return assert(Number.isFinite(value));
      const slope = slopeOf((shift) =>
        tf.tidy(() => {
          const moved = inputs.map((x, n) => n === argument ? shifted(x, i, shift) : x);
          const y = Array.from(run(...moved).dataSync());
          return y.reduce((sum, value, j) => sum + value * weights[j], 0);
        })
      );
      assertAlmostEquals(value, slope, 1e-3 * Math.max(1, Math.abs(slope)));
    });
  });
}

/** The slope of f at 0 by central differences of the fourth order. */
function slopeOf(f: (shift: number) => number): number {
  const h = 1 / 128;
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

function shifted<T extends tf.Tensor>(x: T, index: number, shift: number): T {
  const data = x.dataSync().slice();
  data[index] += shift;
  return tf.tensor(data, x.shape) as T;
}

/** Values at equal distances and in no order: no two are equal, and none is a whole number. */
export function spread(
  shape: readonly number[],
  [lowest, highest]: readonly [number, number] = [-2, 2],
): tf.Tensor4D {
  const count = tf.util.sizeFromShape([...shape]);
  const order = Array.from(values(count, count).entries()).toSorted(([, a], [, b]) => a - b);
  const data = order.map(([i]) => lowest + (highest - lowest) * (i + 0.4) / count);
  return tf.tensor<tf.Rank>(data, [...shape]) as tf.Tensor4D;
}
