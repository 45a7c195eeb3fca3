import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { applyScaling, invertScaling, SCALES } from "../../../src/core/preprocessor/scaling.ts";
import { fitScaling, scaleExamples } from "../../../src/data/mod.ts";

/** Three columns: 1 to 5, all alike, and one with an outlier. */
const table = {
  shape: [3],
  count: 5,
  values: Float32Array.of(1, 7, 0, 2, 7, 10, 3, 7, 20, 4, 7, 30, 5, 7, 1000),
};

Deno.test("a unit scale takes each column from its least to its largest value", () => {
  const { offset, factor } = fitScaling(table, "unit");
  assertEquals([offset, factor], [[1, 7, 0], [4, 1, 1000]]);
  const { values } = scaleExamples(table, fitScaling(table, "unit"));
  assertEquals([...values.slice(0, 3), ...values.slice(12)], [0, 0, 0, 1, 0, 1]);
});

Deno.test("a standard scale has mean 0 and deviation 1, over N as in scikit-learn", () => {
  const { offset, factor } = fitScaling(table, "standard");
  assertEquals(offset, [3, 7, 212]);
  assertAlmostEquals(factor[0], Math.SQRT2);
  assertEquals(factor[1], 1);
  // √(((0 − 212)² + 202² + 192² + 182² + 788²) / 5)
  assertAlmostEquals(factor[2], 394.1268, 1e-4);
});

Deno.test("a robust scale goes by median and quartiles, which an outlier does not move", () => {
  const { offset, factor } = fitScaling(table, "robust");
  assertEquals([offset, factor], [[3, 7, 20], [2, 1, 20]]);
});

Deno.test("a robust scale of values most of which are alike goes by their deviation", () => {
  const values = Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 100);
  const { offset, factor } = fitScaling({ shape: [1], count: 10, values }, "robust");
  assertEquals([offset, factor], [[0], [30]]);
});

Deno.test("log1p takes the logarithm of 1 + x, and refuses what has none", () => {
  const { values } = scaleExamples(table, fitScaling(table, "log1p"));
  assertAlmostEquals(values[14], Math.log(1001), 1e-6);
  assertThrows(
    () => fitScaling({ ...table, values: table.values.map((x) => x - 7) }, "log1p"),
    RangeError,
    "Cannot scale by log1p: value 1 of some example is -6, expected more than -1; set data.scale to another",
  );
});

Deno.test("images are scaled by channel, and bytes stand for value / 255", () => {
  const image = { shape: [1, 2, 2], count: 1, values: Uint8Array.of(0, 51, 255, 51) };
  const { offset, factor } = fitScaling(image, "unit");
  assertEquals([offset, factor], [[0, 0.2], [1, 1]]);
  assertEquals([...scaleExamples(image, fitScaling(image, "unit")).values], [0, 0, 1, 0]);
});

Deno.test("what is scaled by any scale is itself again when that is inverted", () => {
  const column = fc.array(fc.float({ min: 0, max: 1e4, noNaN: true }), {
    minLength: 2,
    maxLength: 40,
  });
  fc.assert(fc.property(column, fc.constantFrom(...SCALES), (numbers, scale) => {
    const values = Float32Array.from(numbers);
    const scaling = fitScaling({ shape: [1], count: values.length, values }, scale);
    const again = invertScaling(applyScaling(values, scaling), scaling);
    const spread = Math.max(1, ...numbers);
    values.forEach((value, i) => assertAlmostEquals(again[i], value, 1e-5 * spread));
  }));
});

Deno.test("what was 0 is 0 again, in a column whose mean is far from it", () => {
  const values = Float32Array.from({ length: 50 }, (_, i) => i * 7.3);
  const scaling = fitScaling({ shape: [1], count: 50, values }, "standard");
  const { values: scaled } = scaleExamples({ shape: [1], count: 50, values }, scaling);
  const back = invertScaling(scaled, scaling);
  assertEquals(back[0], 0);
  back.forEach((value, i) => assertAlmostEquals(value, values[i], 1e-4));
});
