import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { largestDifference } from "../../../src/evaluation/parity/largest_difference.ts";

const array = (...values: number[]) => ({
  shape: [2, values.length / 2],
  values: Float32Array.from(values),
});

Deno.test("a difference is a part of the trainer's largest value, where that is over 1", () => {
  const small = { here: array(0.5, 0, 0, 0), there: array(0.5, 2 ** -20, 0, 0) };
  assertEquals(largestDifference("encoder", small), 2 ** -20);
  const large = { here: array(-1000, 0, 0, 0), there: array(-1000, 0.005, 0, 0) };
  assertAlmostEquals(largestDifference("encoder", large), 5e-6, 1e-12);
});

Deno.test("a difference over what rounding explains is refused in one sentence", () => {
  const sides = { here: array(1000, 0, 0, 0), there: array(1000, 0, 0, 0.02) };
  assertThrows(
    () => largestDifference("decoder", sides),
    Error,
    "Cannot trust the exported decoder: it differs from the trainer by 0.020, more than rounding explains",
  );
  const missing = { here: array(1, 0, 0, 0), there: array(1, 0, NaN, 0) };
  assertThrows(
    () => largestDifference("decoder", missing),
    Error,
    "differs from the trainer by NaN",
  );
});

Deno.test("values so large that their rounding is past any value of an example are refused", () => {
  const sides = { here: array(4e8, 0, 0, 0), there: array(4e8 + 3072, 0, 0, 0) };
  assertAlmostEquals(largestDifference("encoder", sides), 3072 / 4e8, 1e-12);
  assertAlmostEquals(largestDifference("encoder", sides, { most: 4000 }), 3072 / 4e8, 1e-12);
  assertThrows(
    () => largestDifference("encoder", sides, { most: 1 }),
    Error,
    "Cannot trust the exported encoder: its values reach 4.0e+8, so that rounding alone moves them " +
      "by 3.1e+3, more than any value of an example, try a lower learning rate",
  );
});

Deno.test("values of the trainer that are not finite are refused", () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    const same = array(0, value, 0, 0);
    assertThrows(
      () => largestDifference("encoder", { here: same, there: same }),
      Error,
      "Cannot trust the exported encoder: the trainer's own values are not finite",
    );
  }
});

Deno.test("of sparse codes, entries that tie for the last place may be others", () => {
  const sides = { here: array(3, 2, 0, 1, 0, 4), there: array(3, 0, 2, 1, 0, 4) };
  assertEquals(largestDifference("encoder", sides, { isSparse: true }), 0);
  assertThrows(() => largestDifference("encoder", sides), Error, "by 2.0");
});

Deno.test("behind a layer that keeps the largest, few values or few examples may differ, and no NaN", () => {
  const rows = (count: number, change: (i: number) => number) => ({
    here: { shape: [count, 100], values: new Float32Array(100 * count).fill(0.5) },
    there: {
      shape: [count, 100],
      values: Float32Array.from({ length: 100 * count }, (_, i) => change(i)),
    },
  });
  const few = rows(20, (i) => i === 7 || i === 1907 ? 0.25 : 0.5);
  assertEquals(largestDifference("encoder", few, { maySwap: true }), 0);
  assertThrows(() => largestDifference("encoder", few), Error, "by 0.25");
  const ofOne = rows(20, (i) => i < 100 ? 0.125 : 0.5);
  assertEquals(largestDifference("encoder", ofOne, { maySwap: true }), 0);
  const many = rows(20, (i) => i % 100 === 3 && i < 300 ? 0.125 : 0.5);
  assertThrows(
    () => largestDifference("encoder", many, { maySwap: true }),
    Error,
    "it differs from the trainer by 0.38, more than rounding explains",
  );
  const missing = rows(20, (i) => i === 7 ? NaN : 0.5);
  assertThrows(() => largestDifference("encoder", missing, { maySwap: true }), Error, "by NaN");
});
