import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import "../../start_backend.ts";
import { checkGradients, spread } from "./check_gradients.ts";
import { gradientExamples } from "./gradient_examples.ts";

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
    tf.dispose(inputs);
    checkGradients(example);
  });
}

Deno.test("no gradient keeps a tensor or memory of the backend", () => {
  const examples = Object.values(gradientExamples);
  const runAll = () => {
    for (const { shapes, range, run } of examples) {
      tf.tidy(() => {
        const inputs = shapes.map((shape) => spread(shape, range)), y = run(...inputs);
        tf.grads(run as (...inputs: tf.Tensor[]) => tf.Tensor)(inputs, tf.ones(y.shape));
      });
    }
    return [tf.memory().numTensors, tf.backend().numDataIds()];
  };
  assertEquals(runAll(), runAll());
});
