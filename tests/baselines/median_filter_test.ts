import { assertEquals, assertThrows } from "@std/assert";
import { medianFilter } from "../../src/baselines/mod.ts";

Deno.test("a median filter takes single specks away and keeps an edge", () => {
  const image = Float32Array.of(
    ...[0, 0, 0, 1, 1],
    ...[0, 1, 0, 1, 1],
    ...[0, 0, 0, 1, 0],
    ...[0, 0, 0, 1, 1],
  );
  assertEquals(
    [...medianFilter(image, { shape: [4, 5, 1], size: 3 })],
    [...[0, 0, 0, 1, 1], ...[0, 0, 0, 1, 1], ...[0, 0, 0, 1, 1], ...[0, 0, 0, 1, 1]],
  );
});

Deno.test("channels and images are filtered each on their own", () => {
  const images = Float32Array.of(1, 0, 2, 0, 3, 0, 7, 5, 7, 5, 7, 5);
  assertEquals(
    [...medianFilter(images, { shape: [1, 3, 2], size: 3 })],
    [1, 0, 2, 0, 3, 0, 7, 5, 7, 5, 7, 5],
  );
});

Deno.test("examples that are no images and even windows are refused", () => {
  const filter = (shape: number[], size: number) => () =>
    medianFilter(new Float32Array(4), { shape, size });
  assertThrows(filter([4], 3), RangeError, "expected images");
  assertThrows(filter([2, 2, 1], 2), RangeError, "expected an odd number");
});
