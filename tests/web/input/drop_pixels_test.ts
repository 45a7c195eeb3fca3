import { assert, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { dropPixels } from "../../../src/web/input/drop_pixels.ts";

Deno.test("of an image that share of the pixels is dropped, all channels of each", () => {
  const values = new Float32Array(100 * 3).fill(0.5);
  const dropped = dropPixels(values, { share: 0.3, channels: 3, rng: createRng(2) });
  const zeros = Array.from(
    { length: 100 },
    (_, i) => dropped.subarray(3 * i, 3 * i + 3).filter((value) => value === 0).length,
  );
  assertEquals(zeros.filter((count) => count === 3).length, 30);
  assertEquals(zeros.filter((count) => count === 0).length, 70);
  assertEquals(values, new Float32Array(300).fill(0.5));
});

Deno.test("what is dropped at a share is dropped at every larger one", () => {
  const values = new Float32Array(784).fill(1);
  let fewer = values;
  for (const share of [0, 0.2, 0.5, 0.9, 1]) {
    const dropped = dropPixels(values, { share, channels: 1, rng: createRng(0).fork("drawing") });
    assert(dropped.every((value, i) => value <= fewer[i]));
    fewer = dropped;
  }
  assertEquals(fewer, new Float32Array(784));
});
