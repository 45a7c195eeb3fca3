import { assertAlmostEquals, assertEquals } from "@std/assert";
import { encodePca, fitLsa, fitPca } from "../../src/baselines/mod.ts";
import { plainMatMul } from "../../src/baselines/mat_mul.ts";
import { denseExamples, unitRows } from "../../src/data/mod.ts";
import golden from "../golden/baselines.json" with { type: "json" };

/** The counts of the reference program. */
const texts = { shape: [12], count: 40, values: Float32Array.from(golden.texts.flat()) };

Deno.test("fitLsa() finds the singular values and vectors of NumPy", () => {
  for (const matMul of [undefined, plainMatMul]) {
    const { components, variances, mean } = fitLsa(texts, { components: 6, matMul });
    assertEquals(mean.values, new Float32Array(12));
    golden.singular.forEach((value, c) =>
      assertAlmostEquals(Math.sqrt(40 * variances.values[c]), value, 1e-5)
    );
    golden.directions.forEach((direction, c) => {
      const found = components.values.subarray(c * 12, (c + 1) * 12);
      const sign = Math.sign(found[0] * direction[0]);
      direction.forEach((value, i) => assertAlmostEquals(sign * found[i], value, 1e-4));
    });
  }
});

Deno.test("as many directions as texts are found, where PCA has one fewer", () => {
  const two = { shape: [3], count: 2, values: Float32Array.of(1, 0, 0, 0, 2, 0) };
  assertEquals(fitLsa(two, { components: 3 }).components.shape, [2, 3]);
  assertEquals(fitPca(two, { components: 3 }).components.shape, [1, 3]);
});

Deno.test("texts count alike however long they are, and those without words say nothing", () => {
  const values = Float32Array.of(1, 0, 0, 100, 0, 0);
  const lsa = fitLsa({ shape: [2], count: 3, values }, { components: 2 });
  lsa.variances.values.forEach((variance) => assertAlmostEquals(variance, 1 / 3, 1e-6));
  assertEquals(encodePca(lsa, Float32Array.of(0, 0)), new Float32Array(2));
  const bytes = { shape: [2], count: 2, values: Uint8Array.of(3, 4, 0, 0) };
  const [x, y] = denseExamples(unitRows(bytes)).values;
  assertAlmostEquals(x, 0.6, 1e-6);
  assertAlmostEquals(y, 0.8, 1e-6);
});
