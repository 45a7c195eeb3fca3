import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import type { DenseExamples } from "../../../src/data/mod.ts";
import { reconstructionError } from "../../../src/evaluation/statistics/mod.ts";

/** 1203 examples [3]: two full batches and a rest. */
function examples(): DenseExamples {
  const rng = createRng(2);
  const values = new Float32Array(1203 * 3).map(() => rng.uniform());
  return { shape: [3], count: 1203, values };
}

Deno.test("the error is summed over an example, averaged over all of them, and per value", async () => {
  const data = examples();
  const batches: number[] = [];
  const error = await reconstructionError(data, ({ shape, values: x }) => {
    batches.push(shape[0]);
    return x.map((value) => 0.25 + value / 2);
  });
  assertEquals(batches, [500, 500, 203]);
  const terms = Array.from(data.values, (x) => {
    const y = Math.fround(0.25 + x / 2);
    return { squared: (y - x) ** 2, crossEntropy: -x * Math.log(y) - (1 - x) * Math.log(1 - y) };
  });
  const squared = terms.reduce((sum, term) => sum + term.squared, 0);
  const crossEntropy = terms.reduce((sum, term) => sum + term.crossEntropy, 0);
  assertAlmostEquals(error.squaredError, squared / 1203, 1e-12);
  assertAlmostEquals(error.meanSquaredError, squared / 3609, 1e-12);
  assertAlmostEquals(error.binaryCrossEntropy!, crossEntropy / 3609, 1e-12);
});

Deno.test("bytes count as their share of 255, and a sure mistake costs ln 10⁷ nats, not infinitely many", async () => {
  const data = { shape: [2], count: 1, values: Uint8Array.of(0, 255) };
  const error = await reconstructionError(data, () => Float32Array.of(1, 0));
  assertEquals([error.squaredError, error.meanSquaredError], [2, 1]);
  assertAlmostEquals(error.binaryCrossEntropy!, Math.log(1e7), 1e-6);
});

Deno.test("values outside [0, 1] have a squared error and no cross-entropy", async () => {
  const data = { shape: [2], count: 1, values: Float32Array.of(-1, 3) };
  const error = await reconstructionError(data, () => Promise.resolve(Float32Array.of(0, 0)));
  assertEquals(error, { squaredError: 10, meanSquaredError: 5 });
});

Deno.test("distributions, and rows of zeros among them, have a categorical cross-entropy", async () => {
  const values = Float32Array.of(0.5, 0.25, 0.25, 0, 0, 0);
  const outputs = Float32Array.of(0.25, 0.5, 0.25, 0.2, 0.3, 0.5);
  const error = await reconstructionError({ shape: [3], count: 2, values }, () => outputs);
  const nats = 0.5 * Math.log(4) + 0.25 * Math.log(2) + 0.25 * Math.log(4);
  assertAlmostEquals(error.categoricalCrossEntropy!, nats / 2, 1e-7);
  const longer = Float32Array.of(0.5, 0.25, 0.25, 0, 0, 0.9);
  const without = await reconstructionError(
    { shape: [3], count: 2, values: longer },
    () => outputs,
  );
  assertEquals(without.categoricalCrossEntropy, undefined);
});
