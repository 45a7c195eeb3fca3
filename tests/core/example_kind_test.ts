import { assertEquals } from "@std/assert";
import { exampleKind } from "../../src/core/example_kind.ts";
import { valueNames } from "../../src/core/value_names.ts";
import { ownUnits } from "../../src/core/own_units.ts";

Deno.test("the preprocessor says whether examples are pictures, a table, texts or long vectors", () => {
  const vector = (size: number) => ({ kind: "vector", inputShape: [size] }) as const;
  assertEquals(exampleKind({ kind: "image", inputShape: [28, 28, 1] }), "images");
  assertEquals(exampleKind({ kind: "image", inputShape: [64] }), "vectors");
  assertEquals([64, 65].map((size) => exampleKind(vector(size))), ["table", "vectors"]);
  const columns = Array.from({ length: 100 }, (_, i) => `gene ${i}`);
  assertEquals(exampleKind({ ...vector(100), columns }), "table");
  assertEquals(
    exampleKind({ kind: "text", inputShape: [1], words: { vocabulary: ["a"], weights: "counts" } }),
    "texts",
  );
});

Deno.test("values have the names of their columns or words, or else are counted from 1", () => {
  const inputShape = [2];
  assertEquals(valueNames({ inputShape, columns: ["a", "b"] }), ["a", "b"]);
  assertEquals(valueNames({ inputShape, words: { vocabulary: ["c", "d"], weights: "counts" } }), [
    "c",
    "d",
  ]);
  assertEquals(valueNames({ inputShape }), ["value 1", "value 2"]);
});

Deno.test("values of a model are told in the units of its data", () => {
  const scaling = { scale: "standard", offset: [10, -1], factor: [2, 4] } as const;
  const values = new Float32Array([1, 1, 0, -0.5]);
  const bytesScale = 1 / 256;
  assertEquals([...ownUnits(values, { scaling, bytesScale })], [12, 3, 10, -3]);
  assertEquals(ownUnits(values, { bytesScale, numbers: "floats" }), values);
  assertEquals([...ownUnits(values, { bytesScale, numbers: "bytes" })], [256, 256, 0, -128]);
});
