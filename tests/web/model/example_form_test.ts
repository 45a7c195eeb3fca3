import { assertEquals, assertThrows } from "@std/assert";
import { parsePreprocessor } from "../../../src/core/preprocessor/preprocessor.ts";
import { exampleForm } from "../../../src/web/model/example_form.ts";

const formOf = (fields: Record<string, unknown>) => {
  const text = JSON.stringify({ kind: "vector", bytesScale: 1 / 255, ...fields });
  return exampleForm(text, parsePreprocessor(text, "a.json"), "a.json");
};

Deno.test("the form of examples is that in which reports show them", () => {
  const kinds = [
    { kind: "image", inputShape: [28, 28, 1] },
    { inputShape: [3], columns: ["a", "b", "c"] },
    { inputShape: [2] },
    { inputShape: [65] },
    { kind: "text", inputShape: [2], words: { vocabulary: ["one", "two"], weights: "counts" } },
  ].map((fields) => formOf(fields));
  assertEquals(kinds.map(({ kind }) => kind), ["images", "table", "table", "vectors", "texts"]);
  assertEquals(kinds.map(({ names }) => names), [
    [],
    ["a", "b", "c"],
    ["value 1", "value 2"],
    [],
    ["one", "two"],
  ]);
});

Deno.test("the numbers of bytes are 255 times those that a model takes", () => {
  assertEquals(formOf({ inputShape: [2], numbers: "bytes" }).unit, 1 / 255);
  assertEquals(formOf({ inputShape: [2], numbers: "floats" }).unit, 1);
  assertEquals(formOf({ inputShape: [2] }).unit, 1);
});

for (const columns of [["a"], ["a", "b", "c"], ["a", 2], "ab", null, { length: 2 }]) {
  Deno.test(`columns ${JSON.stringify(columns)} of two values are refused`, () => {
    assertThrows(
      () => formOf({ inputShape: [2], columns }),
      SyntaxError,
      "Cannot read a.json as a preprocessor: its columns are not 2 names",
    );
  });
}
