import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { classificationError, fitLinearClassifier } from "../../src/baselines/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { tensorProduct as matMul } from "../../src/evaluation/passes/tensor_product.ts";
import "../start_backend.ts";

/** Points of classes that lie side by side on a line, and a second feature that says nothing. */
function points(count: number, gap: number) {
  const rng = createRng(count);
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  const values = Float32Array.from(
    labels.flatMap((label) => [gap * label + rng.normal(), rng.normal()]),
  );
  return { codes: { shape: [count, 2], values }, labels };
}

Deno.test("a linear classifier tells classes apart that a line can tell apart", () => {
  const options = { classes: 3, matMul, rng: createRng(1), epochs: 300 };
  const classifier = fitLinearClassifier(points(1500, 20), options);
  assertEquals(classificationError(classifier, { ...points(300, 20), matMul }), 0);
});

Deno.test("its error on overlapping classes is near the least there can be", () => {
  const options = { classes: 3, matMul, rng: createRng(1) };
  const classifier = fitLinearClassifier(points(6000, 2), options);
  const error = classificationError(classifier, { ...points(3000, 2), matMul });
  // Unit normals 2 apart cross half-way: Φ(−1) = 0.1587 of a side, four sides of three classes.
  assertAlmostEquals(error, 4 / 3 * 0.1587, 0.02);
});

Deno.test("what classes do not depend on cannot be told", () => {
  const options = { classes: 3, matMul, rng: createRng(1) };
  const { codes } = points(900, 0);
  const labels = Array.from(codes.values.slice(0, 900), (_, i) => i % 3);
  const classifier = fitLinearClassifier({ codes, labels }, options);
  assert(classificationError(classifier, { ...points(300, 0), matMul }) > 0.55);
});

Deno.test("a penalty ends where its pull is the slope of the cross-entropy, and biases are free", () => {
  const penalty = 2, { codes, labels } = points(60, 2);
  const options = { classes: 3, matMul, rng: createRng(1), epochs: 3000, penalty };
  const { weight, bias, scale } = fitLinearClassifier({ codes, labels }, options);
  // Σ x (p − y) + λ W, and Σ (p − y) of the biases.
  const slopes = Array.from({ length: 9 }, (_, i) => i < 6 ? penalty * weight.values[i] : 0);
  labels.forEach((label, row) => {
    const x = [0, 1].map((j) => codes.values[2 * row + j] / scale);
    const powers = [0, 1, 2].map((k) =>
      Math.exp(x[0] * weight.values[k] + x[1] * weight.values[3 + k] + bias[k])
    );
    const sum = powers.reduce((a, b) => a + b);
    powers.forEach((power, k) => {
      const error = power / sum - Number(k === label);
      slopes[k] += x[0] * error;
      slopes[3 + k] += x[1] * error;
      slopes[6 + k] += error;
    });
  });
  for (const slope of slopes) assertAlmostEquals(slope, 0, 1e-3);
  assert(Math.max(...weight.values.map(Math.abs)) > 0.5);
});
