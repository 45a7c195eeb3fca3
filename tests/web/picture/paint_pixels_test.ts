import { decode } from "fast-png";
import { assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { type Shape, sizeOf } from "../../../src/core/shape.ts";
import { encodeImageSheet } from "../../../src/plots/png.ts";
import { tile } from "../../../src/plots/tile.ts";
import { paintPixels } from "../../../src/web/picture/paint_pixels.ts";

function paint(values: ArrayLike<number>, shape: Shape): number[] {
  const { height, width } = tile(shape), into = new Uint8ClampedArray(4 * height * width);
  paintPixels(values, { shape, into });
  return [...into];
}

Deno.test("grey images run from black to white, and what is beyond is held there", () => {
  assertEquals(paint([0, 1, 0.2, 7], [2, 2]), [
    ...[0, 0, 0, 255],
    ...[255, 255, 255, 255],
    ...[51, 51, 51, 255],
    ...[255, 255, 255, 255],
  ]);
});

Deno.test("three channels are colours, two are averaged", () => {
  assertEquals(paint([1, 0.2, -1], [1, 1, 3]), [255, 51, 0, 255]);
  assertEquals(paint([0, 0.4], [1, 1, 2]), [51, 51, 51, 255]);
});

Deno.test("vectors are nearly square, from their least to their greatest, clear past their end", () => {
  assertEquals(paint([-5, 5, 0], [3]), [
    ...[0, 0, 0, 255],
    ...[255, 255, 255, 255],
    ...[128, 128, 128, 255],
    ...[0, 0, 0, 0],
  ]);
  assertEquals(paint([4, 4], [2]), [0, 0, 0, 255, 0, 0, 0, 255]);
});

Deno.test("a page and a PNG file show the same pixels", () => {
  const rng = createRng(5);
  for (const shape of [[5, 4], [5, 4, 1], [3, 2, 3], [4, 3, 2], [11]]) {
    const values = Float32Array.from({ length: sizeOf(shape) }, () => 1.4 * rng.uniform() - 0.2);
    const { data, channels } = decode(encodeImageSheet({ images: values, shape, columns: 1 }));
    const rgba = Array.from({ length: data.length / channels }, (_, i) => {
      const pixel = [...data.slice(i * channels, (i + 1) * channels)];
      return channels === 2 ? [pixel[0], pixel[0], pixel[0], pixel[1]] : pixel;
    });
    assertEquals(paint(values, shape), rgba.flat());
  }
});
