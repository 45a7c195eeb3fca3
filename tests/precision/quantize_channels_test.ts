import { assert, assertEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { quantizeChannels } from "../../src/precision/quantize_channels.ts";

Deno.test("the largest weight of each channel becomes 127, and the others what is nearest", () => {
  const weights = Float32Array.of(1, 11, -0.4, -20, 0.25, 5);
  const { values, scales } = quantizeChannels(weights, { shape: [3, 2], axis: 1, percentile: 100 });
  assertEquals(scales, Float32Array.of(1 / 127, 20 / 127));
  assertEquals([...values], [127, 70, -51, -127, 32, 32]);
});

Deno.test("a channel along any axis has a scale of its own, beside a plain loop", () => {
  const shape = [4, 3, 5], rng = createRng(1);
  const weights = new Float32Array(60).map(() => rng.normal());
  for (const axis of [0, 1, 2]) {
    const { values, scales } = quantizeChannels(weights, { shape, axis, percentile: 100 });
    const largest = new Float32Array(shape[axis]);
    const channelOf = (i: number) => [Math.floor(i / 15), Math.floor(i / 5) % 3, i % 5][axis];
    weights.forEach((weight, i) => {
      largest[channelOf(i)] = Math.max(largest[channelOf(i)], Math.abs(weight));
    });
    assertEquals(scales, largest.map((most) => most / 127));
    weights.forEach((weight, i) => {
      const scale = scales[channelOf(i)];
      assert(Math.abs(values[i] * scale - weight) <= scale * 0.5001);
    });
  }
});

Deno.test("a percentile cuts the few weights that are larger", () => {
  const weights = Float32Array.from({ length: 100 }, (_, i) => i === 99 ? -1000 : i + 1);
  const { values, scales } = quantizeChannels(weights, {
    shape: [1, 100],
    axis: 0,
    percentile: 99,
  });
  assertEquals(scales, Float32Array.of(99 / 127));
  assertEquals([values[98], values[99]], [127, -127]);
});

Deno.test("a channel of zeros stays zeros, and one without values has the scale 1", () => {
  const zeros = quantizeChannels(new Float32Array(4), { shape: [2, 2], axis: 0, percentile: 100 });
  assertEquals([[...zeros.values], [...zeros.scales]], [[0, 0, 0, 0], [1, 1]]);
  const none = quantizeChannels(new Float32Array(0), { shape: [0, 2], axis: 1, percentile: 50 });
  assertEquals([...none.scales], [1, 1]);
});
