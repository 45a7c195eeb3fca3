import { assertEquals } from "@std/assert";
import { binarize } from "../../src/data/mod.ts";

Deno.test("binarize() makes ½ and more 1 and the rest 0, and keeps bytes and labels", () => {
  const bytes = { shape: [2], count: 2, values: Uint8Array.of(0, 127, 128, 255) };
  const labels = Int32Array.of(1, 0);
  assertEquals(binarize({ ...bytes, labels }), {
    ...bytes,
    values: Uint8Array.of(0, 0, 255, 255),
    labels,
  });
  const floats = { shape: [4], count: 1, values: Float32Array.of(-1, 0.49, 0.5, 3) };
  assertEquals(binarize(floats).values, Float32Array.of(0, 0, 1, 1));
});
