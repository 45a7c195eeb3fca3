import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import "../start_backend.ts";
import { type GradientExample, gradientExamples } from "./gradient_examples.ts";
import { values } from "./load_routines.ts";

/** Every kernel that the backend registers and that anything registers a gradient for. */
const differentiable = tf.getKernelsForBackend("wasm")
  .map(({ kernelName }) => kernelName)
  .filter((name) => tf.getGradient(name) !== undefined)
  .toSorted();

Deno.test("every kernel with a gradient has an example here, and every example a kernel", () => {
  assert(differentiable.length > 90);
  assertEquals(Object.keys(gradientExamples).toSorted(), differentiable);
});

for (const name of differentiable.filter((name) => name in gradientExamples)) {
  const example = gradientExamples[name];
  const what = example.noSlope === undefined
    ? "equals central differences"
    : `is finite (${example.noSlope})`;
  Deno.test(`the gradient of ${name} ${what}`, async () => {
    const inputs = example.shapes.map((shape) => spread(shape, example.range));
    const { kernelNames } = await tf.profile(() => tf.tidy(() => void example.run(...inputs)));
    assert(kernelNames.includes(name), `ran ${kernelNames} only`);
    tf.tidy(() => checkGradients(example, inputs));
    tf.dispose(inputs);
  });
}

function checkGradients({ run, noSlope }: GradientExample, inputs: tf.Tensor4D[]): void {
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
  const h = 1 / 64;
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

function shifted<T extends tf.Tensor>(x: T, index: number, shift: number): T {
  const data = x.dataSync().slice();
  data[index] += shift;
  return tf.tensor(data, x.shape) as T;
}

/** Values at equal distances and in no order: no two are equal, and none is a whole number. */
function spread(
  shape: readonly number[],
  [lowest, highest]: readonly [number, number] = [-2, 2],
): tf.Tensor4D {
  const count = tf.util.sizeFromShape([...shape]);
  const order = Array.from(values(count, count).entries()).toSorted(([, a], [, b]) => a - b);
  const data = order.map(([i]) => lowest + (highest - lowest) * (i + 0.4) / count);
  return tf.tensor<tf.Rank>(data, [...shape]) as tf.Tensor4D;
}
