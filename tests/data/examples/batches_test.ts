import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { gatherBatch } from "../../../src/data/examples/batches.ts";

const bytes = {
  shape: [2, 1, 1],
  count: 3,
  values: Uint8Array.of(0, 255, 51, 128, 1, 254),
  labels: Int32Array.of(4, 5, 6),
};
const floats = { shape: [2], count: 2, values: Float32Array.of(-1, 300, 0.5, 2) };

Deno.test("gatherBatch() divides bytes by 255 and leaves floats alone", () => {
  assertEquals(
    gatherBatch(bytes, [2, 0]),
    Float32Array.of(Math.fround(1 / 255), Math.fround(254 / 255), 0, 1),
  );
  assertEquals(gatherBatch(floats, [1, 0, 1]), Float32Array.of(0.5, 2, -1, 300, 0.5, 2));
  assertEquals(gatherBatch(floats, new Uint32Array()), new Float32Array());
});

Deno.test("gatherBatch() fills and returns the array that it is given, or else a new one", () => {
  const out = new Float32Array(2);
  assertStrictEquals(gatherBatch(bytes, [1], { out }), out);
  assertEquals(out, Float32Array.of(51 / 255, 128 / 255));
  // Without one the batch is the caller's own, apart from the examples and from other batches.
  const own = gatherBatch(floats, [0]), other = gatherBatch(floats, [0]);
  own.fill(7);
  assertEquals([...other, ...floats.values.subarray(0, 2)], [-1, 300, -1, 300]);
  assertThrows(() => gatherBatch(bytes, [0, 1], { out }), RangeError, "into an array of 2");
});

Deno.test("gatherBatch() refuses an index that is no example's", () => {
  for (const index of [-1, 3, 0.5, NaN]) {
    assertThrows(() => gatherBatch(bytes, [0, index]), RangeError, `example ${index}`);
  }
});
