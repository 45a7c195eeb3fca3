import { assertEquals } from "@std/assert";
import { thumbnailRange, thumbnails } from "../../../src/workflows/retrieval/thumbnails.ts";

const unit = [0, 1] as const;

Deno.test("images of 64 pixels and less are drawn as they are, and clipped", () => {
  const values = Float32Array.of(0, 1, 0.5, -1, 2, 51 / 255);
  const { shape, values: drawn } = thumbnails([{ values }], {
    ...{ inputShape: [1, 3, 1], range: unit, count: 2 },
  });
  assertEquals([shape, [...drawn]], [[2, 1, 3, 1], [0, 255, 128, 0, 255, 51]]);
});

Deno.test("larger images are means over areas, and channels that are no colours become their mean", () => {
  // Two images of 128 × 256, of two channels, that brighten from left to right.
  const image = Float32Array.from(
    { length: 128 * 256 * 2 },
    (_, i) => (Math.floor(i / 2) % 256) / 255 * (i % 2 ? 1 : 0.5),
  );
  const { shape, values } = thumbnails([{ values: image }, { values: image }], {
    ...{ inputShape: [128, 256, 2], range: unit, count: 2 },
  });
  assertEquals(shape, [2, 32, 64, 1]);
  const expected = (x: number) =>
    Math.round([0, 1, 2, 3].reduce((sum, i) => sum + Math.round(0.75 * (4 * x + i)), 0) / 4);
  for (const at of [0, 32 * 64]) {
    assertEquals(
      [...values.subarray(at, at + 64)],
      Array.from({ length: 64 }, (_, x) => expected(x)),
    );
  }
});

Deno.test("colours stay, and the scale of a training is undone", () => {
  const scaling = { scale: "standard", factor: [2], offset: [1] } as const;
  const values = Float32Array.of(-0.5, 0, 2);
  const range = thumbnailRange([{ values }], { scaling });
  assertEquals(range, [0, 5]);
  const { shape, values: drawn } = thumbnails([{ values }], {
    ...{ inputShape: [1, 1, 3], scaling, range, count: 1 },
  });
  assertEquals([shape, [...drawn]], [[1, 1, 1, 3], [0, 51, 255]]);
  assertEquals(thumbnailRange([{ values: Float32Array.of(-3, 7) }], {}), [0, 1]);
});
