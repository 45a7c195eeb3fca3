import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import {
  changePicture,
  type PictureChange,
  UNCHANGED,
} from "../../../src/training/augment/change_picture.ts";

/** A picture [height, width, channels] after a change. */
function changed(
  picture: Float32Array,
  shape: readonly number[],
  change: Partial<PictureChange>,
): Float32Array {
  const to = new Float32Array(picture.length);
  changePicture(picture, to, { shape, change: { ...UNCHANGED, ...change } });
  return to;
}

/** A picture of random values in [0, 1). */
function noise(shape: readonly number[]): Float32Array {
  const rng = createRng(5);
  return Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => rng.uniform());
}

/** The picture whose pixel at row y and column x is that of another at the place that `of` gives. */
function rearranged(
  picture: Float32Array,
  [height, width, channels]: readonly number[],
  of: (y: number, x: number) => [y: number, x: number],
): Float32Array {
  return Float32Array.from(picture, (_, i) => {
    const pixel = Math.floor(i / channels);
    const [y, x] = of(Math.floor(pixel / width), pixel % width);
    const clamp = (at: number, size: number) => Math.min(Math.max(at, 0), size - 1);
    return picture[(clamp(y, height) * width + clamp(x, width)) * channels + i % channels];
  });
}

const SHAPE = [5, 7, 3], SQUARE = [6, 6, 2];

Deno.test("a picture that is not changed keeps its values", () => {
  assertEquals(changed(noise(SHAPE), SHAPE, {}), noise(SHAPE));
});

Deno.test("a shift by whole pixels moves each pixel exactly, and repeats the edge", () => {
  assertEquals(
    changed(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3, 1], { right: 1, down: -1 }),
    Float32Array.of(4, 4, 5, 4, 4, 5),
  );
  const picture = noise(SHAPE);
  for (const [down, right] of [[0, 3], [-2, 0], [4, -6], [1, 1]]) {
    assertEquals(
      changed(picture, SHAPE, { down, right }),
      rearranged(picture, SHAPE, (y, x) => [y - down, x - right]),
    );
  }
});

Deno.test("a mirrored picture has its columns or its rows in reverse, and mirrored twice it is itself", () => {
  const picture = noise(SHAPE), [height, width] = SHAPE;
  const mirrored = changed(picture, SHAPE, { isMirrored: true });
  assertEquals(mirrored, rearranged(picture, SHAPE, (y, x) => [y, width - 1 - x]));
  const upsideDown = changed(picture, SHAPE, { isUpsideDown: true });
  assertEquals(upsideDown, rearranged(picture, SHAPE, (y, x) => [height - 1 - y, x]));
  assertEquals(changed(mirrored, SHAPE, { isMirrored: true }), picture);
  assertEquals(changed(upsideDown, SHAPE, { isUpsideDown: true }), picture);
});

Deno.test("a quarter turn of a square is its transpose in reverse, and half a turn mirrors both axes", () => {
  const picture = noise(SQUARE), last = SQUARE[0] - 1;
  const close = (a: Float32Array, b: Float32Array) =>
    a.forEach((value, i) => assertAlmostEquals(value, b[i], 1e-6));
  close(
    changed(picture, SQUARE, { turn: 90 }),
    rearranged(picture, SQUARE, (y, x) => [x, last - y]),
  );
  close(
    changed(picture, SQUARE, { turn: -90 }),
    rearranged(picture, SQUARE, (y, x) => [last - x, y]),
  );
  close(
    changed(noise(SHAPE), SHAPE, { turn: 180 }),
    changed(noise(SHAPE), SHAPE, { isMirrored: true, isUpsideDown: true }),
  );
});

Deno.test("a turn of a slope is the slope along the turned axis", () => {
  // Values that rise with the column are interpolated exactly, away from the edge.
  const size = 9, middle = 4, degrees = 25, angle = degrees * Math.PI / 180;
  const slope = Float32Array.from({ length: size * size }, (_, i) => i % size);
  const turned = changed(slope, [size, size, 1], { turn: degrees });
  for (let y = 2; y < 7; y++) {
    for (let x = 2; x < 7; x++) {
      const expected = middle + (x - middle) * Math.cos(angle) - (y - middle) * Math.sin(angle);
      assertAlmostEquals(turned[y * size + x], expected, 1e-5);
    }
  }
});

Deno.test("a turn of a picture on a plain ground nearly keeps its mean", () => {
  const size = 21;
  const blob = Float32Array.from({ length: size * size }, (_, i) => {
    const y = Math.floor(i / size) - 11, x = i % size - 9;
    return Math.exp(-(x * x + y * y / 2) / 8);
  });
  const mean = (values: Float32Array) => values.reduce((a, b) => a + b) / values.length;
  for (const turn of [-30, 7, 45, 120]) {
    const turned = changed(blob, [size, size, 1], { turn });
    assertAlmostEquals(mean(turned), mean(blob), 0.01 * mean(blob));
  }
});

Deno.test("a picture is mirrored first, then turned, then moved, and its values are multiplied", () => {
  const picture = noise(SQUARE), last = SQUARE[0] - 1;
  const all = changed(picture, SQUARE, { isMirrored: true, turn: 90, right: 0, down: 1, gain: 2 });
  const mirrored = rearranged(picture, SQUARE, (y, x) => [y, last - x]);
  const turned = rearranged(mirrored, SQUARE, (y, x) => [x, last - y]);
  const moved = rearranged(turned, SQUARE, (y, x) => [y - 1, x]);
  all.forEach((value, i) => assertAlmostEquals(value, 2 * moved[i], 1e-6));
});
