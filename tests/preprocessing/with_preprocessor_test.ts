/** Examples as people have them, through a model that answers with what it was given. */
import { assertEquals, assertRejects } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createPreprocessor, withPreprocessor } from "../../src/preprocessing/mod.ts";

const echo = {
  encode: (input: NdArray) => Promise.resolve(input),
  reconstruct: ({ shape, values }: NdArray) =>
    Promise.resolve({ shape, values: values.map((value) => -value) }),
};

const model = (config: Record<string, unknown>) =>
  withPreprocessor(
    echo,
    createPreprocessor(
      new TextEncoder().encode(JSON.stringify({ bytesScale: 1 / 255, ...config })),
    ),
  );

Deno.test("a text is encoded by its words, several at once", async () => {
  const texts = model({
    kind: "text",
    inputShape: [2],
    words: { vocabulary: ["two", "words"], weights: "counts" },
  });
  const { shape, values } = await texts.encode("two words", "two, and two");
  assertEquals([shape, values], [[2, 2], Float32Array.of(0.5, 0.5, 1, 0)]);
});

Deno.test("a row is encoded and reconstructed by its columns", async () => {
  const table = model({ kind: "vector", inputShape: [2], columns: ["age", "height"] });
  const row = { height: 1.75, age: 31 };
  assertEquals((await table.encode(row)).values, Float32Array.of(31, 1.75));
  assertEquals((await table.reconstruct(row)).values, Float32Array.of(-31, -1.75));
  await assertRejects(
    () => table.encode("a text"),
    TypeError,
    "it is a text, and the model is for none",
  );
});
