import { assertEquals, assertThrows } from "@std/assert";
import { checkPrepared } from "../../src/preprocessing/mod.ts";

const words = { vocabulary: ["sea", "sun"], weights: "counts" } as const;
const prepared = (...values: number[]) => ({
  shape: [values.length / 2, 2],
  values: Float32Array.from(values),
});

Deno.test("prepared examples that can be answered come back as they are", () => {
  const rows = prepared(0, 0, 1, -1);
  assertEquals(checkPrepared(rows, {}), rows);
  assertEquals(checkPrepared(prepared(), { words }), prepared());
});

Deno.test("a text without a known word, and a number past 32 bits, are refused by their place", () => {
  const refuses = (values: number[], sentence: string) =>
    assertThrows(() => checkPrepared(prepared(...values), { words }), RangeError, sentence);
  refuses([1, 0, 0, 0], "Cannot prepare example 2: it has none of the words that the model knows");
  refuses([1e300, 0], "Cannot prepare example 1: it holds a number that 32 bits do not hold");
  refuses([1, 0, NaN, 1], "Cannot prepare example 2: it holds a number");
});
