import { assertEquals, assertThrows } from "@std/assert";
import { encodeSafetensors } from "../../../src/core/safetensors.ts";
import { wordRowsOfFile } from "../../../src/retrieval/mod.ts";

const row = (...values: number[]) => ({
  shape: [values.length],
  values: Float32Array.from(values),
});
const tensors = { lengths: row(2, 0, 1), words: row(0, 3, 1), weights: row(0.5, 0.5, 1) };
const read = (
  changes: Partial<Record<keyof typeof tensors, ReturnType<typeof row>>> = {},
  size = 4,
) =>
  wordRowsOfFile(encodeSafetensors({ tensors: { ...tensors, ...changes }, metadata: {} }), {
    ...{ count: 3, size },
  });

Deno.test("the words of texts are read as they were written", () => {
  assertEquals(read(), {
    lengths: tensors.lengths.values,
    words: tensors.words.values,
    weights: tensors.weights.values,
  });
});

Deno.test("words that are not of so many texts, or not of those that are counted, are none", () => {
  assertEquals(read({ lengths: row(3) }), undefined);
  assertEquals(read({ lengths: row(2, 0, 2) }), undefined);
  assertEquals(read({ lengths: row(2.5, 0, 0.5) }), undefined);
  assertEquals(read({ lengths: row(4, -2, 1) }), undefined);
  assertEquals(read({ words: row(0, 3) }), undefined);
  assertEquals(read({ weights: row(1) }), undefined);
  assertEquals(read({ words: row(0, 0.5, 1) }), undefined);
  assertEquals(read({}, 3), undefined);
  assertEquals(
    wordRowsOfFile(encodeSafetensors({ tensors: {}, metadata: {} }), { count: 0 }),
    undefined,
  );
  assertThrows(
    () => wordRowsOfFile(new Uint8Array(3), { count: 1 }),
    SyntaxError,
    "words.safetensors",
  );
});
