import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { encodeItq, fitItq } from "../../src/baselines/mod.ts";
import { type NdArray, ndArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import golden from "../golden/baselines.json" with { type: "json" };

const codes = rows(golden.codes);

function rows(values: readonly (readonly number[])[]): NdArray {
  return ndArray([values.length, values[0].length], Float32Array.from(values.flat()));
}

/** The sum of (sign v − v)², which a rotation makes small. */
function loss({ values }: NdArray): number {
  return values.reduce((sum, value) => sum + (Math.sign(value) - value) ** 2, 0);
}

/** The largest difference of Rᵀ R from the identity. */
function skew({ shape: [size], values }: NdArray): number {
  let worst = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < size; k++) sum += values[k * size + i] * values[k * size + j];
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

Deno.test("fitItq() turns codes as NumPy's SVD does from the same start", () => {
  let drawn = 0;
  const rng = { ...createRng(0), normal: () => Math.sin(1 + (drawn++) ** 2) };
  const itq = fitItq(codes, { rng, rounds: 5 });
  golden.rotation.flat().forEach((value, i) =>
    assertAlmostEquals(itq.rotation.values[i], value, 1e-5)
  );
  assertAlmostEquals(loss(encodeItq(itq, codes)), golden.loss, 1e-3);
});

Deno.test("more rounds bring codes closer to their signs, by a rotation", () => {
  const losses = [0, 1, 5, 50].map((rounds) => {
    const itq = fitItq(codes, { rng: createRng(1), rounds });
    assert(skew(itq.rotation) < 1e-6);
    return loss(encodeItq(itq, codes));
  });
  assertEquals(losses, losses.toSorted((a, b) => b - a));
  assert(losses[3] < losses[0]);
});

Deno.test("codes that do not fill their space are turned by a rotation too", () => {
  const flat = [[1, 2, 0], [2, 4, 0], [-1, -2, 0], [-2, -4, 0]];
  for (const values of [flat, [[3, 3, 3], [3, 3, 3]], [[1, 2, 3]], [[5], [7]]]) {
    const itq = fitItq(rows(values), { rng: createRng(2) });
    assert(skew(itq.rotation) < 1e-6, JSON.stringify(values));
  }
});

Deno.test("fitItq() refuses what is no rows of numbers", () => {
  const rng = createRng(0);
  const refuses = (codes: NdArray, message: string) =>
    assertThrows(() => fitItq(codes, { rng }), RangeError, message);
  refuses(
    ndArray([0, 2], new Float32Array()),
    "Cannot rotate codes [0, 2]: expected rows of values",
  );
  refuses(ndArray([2], new Float32Array(2)), "Cannot rotate codes [2]");
  refuses(rows([[1, NaN]]), "Cannot rotate codes: they hold a value that is not finite");
});
