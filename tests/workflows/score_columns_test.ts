import { assertEquals, assertThrows } from "@std/assert";
import { scoreColumns } from "../../src/workflows/score_columns.ts";

const names = (
  inputShape: readonly number[],
  given: Partial<Parameters<typeof scoreColumns>[0]> = {},
) => scoreColumns({ inputShape, ...given }, "runs/x").map(({ name }) => name);

Deno.test("values are called as the columns or the words that they are, or by their place", () => {
  assertEquals(names([2], { columns: ["heat", "load"] }), ["heat", "load"]);
  assertEquals(names([2], { words: { vocabulary: ["sea", "sun"], weights: "counts" } }), [
    "sea",
    "sun",
  ]);
  assertEquals(names([3]), ["value 1", "value 2", "value 3"]);
  assertEquals(names([2, 2, 1]), ["pixel 1,1", "pixel 1,2", "pixel 2,1", "pixel 2,2"]);
  assertEquals(names([1, 2, 2]), ["pixel 1,1,1", "pixel 1,1,2", "pixel 1,2,1", "pixel 1,2,2"]);
});

Deno.test("more than 4096 values have no columns", () => {
  assertEquals(names([64, 64, 1]).length, 4096);
  assertThrows(
    () => names([4097]),
    RangeError,
    "Cannot write the errors of the columns of runs/x: its examples have 4097 values, expected 4096 at most; leave --columns out",
  );
});

Deno.test("the values of a column's words are one column, and marks of empty cells have their own", () => {
  const columns = scoreColumns({
    inputShape: [4],
    columns: ["shop=north", "shop=south", "amount", "amount is missing"],
    encodings: [
      { name: "shop", kind: "words", words: ["north", "south"] },
      { name: "amount", kind: "missing" },
    ],
  }, "runs/x");
  assertEquals(columns, [
    { name: "shop", from: 0, size: 2 },
    { name: "amount", from: 2, size: 1 },
    { name: "amount is missing", from: 3, size: 1 },
  ]);
});
