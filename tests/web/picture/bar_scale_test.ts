import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { barScale } from "../../../src/web/picture/bar_scale.ts";

const names = ["size", "weight"];
const standard = { scale: "standard", offset: [10, 1000], factor: [2, 100] } as const;

Deno.test("bars of columns without a scale are as long as the largest of their column among examples", () => {
  const scale = barScale({ names, unit: 1 }, [1, 200, 4, 100]);
  assertEquals([scale.isSigned, scale.start], [false, "0"]);
  assertEquals([...scale.shares(Float32Array.of(2, 50))], [0.5, 0.25]);
  assertEquals([...scale.shares(Float32Array.of(8, -900))], [1, -1]);
});

Deno.test("bars of columns on a common scale start at its 0, to both sides", () => {
  // On the scale of the model the examples are −2 and 3, and 4 and 0.
  const scale = barScale({ names, unit: 1, scaling: standard }, [6, 1300, 18, 1000]);
  assertEquals([scale.isSigned, scale.start], [true, "the mean of a column"]);
  assertEquals([...scale.shares(Float32Array.of(8, 850))], [-0.25, -0.5]);
});

Deno.test("errors are in standard deviations of the training where a scale says them, else of the examples", () => {
  const [made, original] = [Float32Array.of(12, 1050), Float32Array.of(10, 1000)];
  const scaled = barScale({ names, unit: 1, scaling: standard }, [6, 1300, 99, 1]);
  assertEquals([...scaled.errors(made, original)], [1, 0.5]);
  // The sizes 16, 20, 24 deviate by √(32 / 3).
  const [size, weight] = barScale({ names, unit: 1 }, [16, 500, 20, 500, 24, 500])
    .errors(made, original);
  assertAlmostEquals(size, 2 / Math.sqrt(32 / 3), 1e-6);
  // Where all are alike it is a part of the largest value.
  assertAlmostEquals(weight, 0.1, 1e-6);
});

Deno.test("without examples, or with columns that are all 0, bars are of values up to 1", () => {
  for (const scale of [barScale({ names, unit: 1 }), barScale({ names, unit: 1 }, [0, 0])]) {
    assertEquals([...scale.shares(Float32Array.of(0.5, NaN))], [0.5, 0]);
  }
  assert(barScale({ names, unit: 1 }).isSigned);
});

Deno.test("a step is a tenth of the power of ten below a column's spread, in the units of the data", () => {
  const scaled = barScale({ names, unit: 1, scaling: standard }, [6, 1300]);
  assertEquals([scaled.step(0), scaled.step(1)], [0.1, 10]);
  // Bytes are 0 to 1 on the page, and 0 to 255 for people.
  assertEquals(barScale({ names, unit: 1 / 255 }, [1, 0.5]).step(0), 10);
});
