import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { corruptionOf, type CorruptionSpec, corruptionSpec } from "../../src/corruptions/mod.ts";
import { drawBlotch, shade } from "../../src/corruptions/stains/blotch.ts";
import { writeBlurMatrix } from "../../src/corruptions/stains/blur_matrix.ts";
import { applyLayer } from "../layers/apply_layer.ts";
import { blurPlain, stainPlain, through } from "../training/plain_stains.ts";
import "../start_backend.ts";

type StainsSpec = Extract<CorruptionSpec, { type: "stains" }>;

const rng = createRng(4);

/** Nothing but what is added. */
const only = (more: Partial<StainsSpec>): StainsSpec => ({
  type: "stains",
  blur: 0,
  blotches: 0,
  noise: 0,
  ...more,
});

/** Stained images, one row of numbers each; the first is drawn from the stream `first`. */
function stain(
  spec: StainsSpec,
  images: readonly (readonly number[])[],
  { shape, first = 0 }: { shape: readonly [number, number, number]; first?: number },
): number[][] {
  const values = tf.tidy(() =>
    corruptionOf(spec).apply(
      spec,
      tf.tensor4d(images.flat(), [images.length, ...shape]),
      (i) => rng.fork(first + i),
    ).dataSync()
  );
  const size = sizeOf(shape);
  return images.map((_, i) => [...values.subarray(i * size, (i + 1) * size)]);
}

function randomImages(count: number, size: number): number[][] {
  const draws = createRng(9);
  return Array.from({ length: count }, () => Array.from({ length: size }, () => draws.uniform()));
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, i) => assertAlmostEquals(actual[i], value, 2e-6, `at ${i}`));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

Deno.test("stains are those of the formulas, in doubles, on images of any channels and sides", () => {
  for (const shape of [[9, 6, 1], [5, 8, 3], [32, 32, 1]] as const) {
    const images = randomImages(3, sizeOf(shape));
    for (const spec of [{ type: "stains" } as const, only({ blur: 3, blotches: 10, noise: 0.4 })]) {
      stain(spec, images, { shape }).forEach((stained, i) =>
        assertClose(stained, stainPlain(spec, images[i], { shape, draws: rng.fork(i) }))
      );
    }
  }
});

Deno.test("the blur of a bright pixel is a Gaussian, of another width in each image", () => {
  const shape = [25, 25, 1] as const, middle = 12;
  const image = Array.from({ length: 625 }, (_, i) => i === middle * 25 + middle ? 1 : 0);
  const widths = stain(only({ blur: 2 }), Array(20).fill(image), { shape }).map((blurred) => {
    const at = (x: number, y: number) => blurred[(middle + y) * 25 + middle + x];
    assertAlmostEquals(blurred.reduce((a, b) => a + b), 1, 1e-5);
    // From neighbours alone: the ratio of two Gaussians a pixel apart is exp(1 / 2 stddev²).
    const stddev = Math.sqrt(1 / (2 * Math.log(at(0, 0) / at(1, 0))));
    for (const [x, y] of [[0, 1], [1, 1], [-2, 0], [2, -1]]) {
      const expected = at(0, 0) * Math.exp(-(x * x + y * y) / (2 * stddev * stddev));
      assertAlmostEquals(at(x, y), expected, 1e-6);
    }
    return stddev;
  });
  assert(Math.max(...widths) < 2 && Math.max(...widths) > 1.5 && Math.min(...widths) < 0.5);
});

Deno.test("a blur keeps the mean of an image, and a blank page as it is", () => {
  const shape = [7, 10, 2] as const, images = randomImages(4, 140);
  stain(only({ blur: 3 }), images, { shape }).forEach((blurred, i) =>
    assertAlmostEquals(mean(blurred), mean(images[i]), 1e-6)
  );
  const [blank] = stain(only({ blur: 3 }), [Array(140).fill(1)], { shape });
  assertClose(blank, Array(140).fill(1));
});

Deno.test("writeBlurMatrix() is symmetric, sums to one along rows and blurs as a plain sum does", () => {
  for (const [size, stddev] of [[1, 2], [3, 3], [8, 0.7], [8, 0]]) {
    const matrix = new Float32Array(size * size);
    writeBlurMatrix(matrix, { size, stddev });
    for (let i = 0; i < size; i++) {
      const bright = Array.from({ length: size }, (_, j) => i === j ? 1 : 0);
      const row = [...matrix.subarray(i * size, (i + 1) * size)];
      assertClose(row, blurPlain(bright, { shape: [1, size, 1], stddev }));
      assertAlmostEquals(row.reduce((a, b) => a + b), 1, 1e-6);
      row.forEach((value, j) => assertAlmostEquals(value, matrix[j * size + i], 1e-6));
    }
  }
});

Deno.test("blotches darken paper by up to their darkness, and leave ink as dark as it is", () => {
  const shape = [32, 32, 1] as const, page = (value: number) => Array(1024).fill(value);
  const papers = stain(only({ blotches: 1, darkness: 0.6 }), Array(50).fill(page(1)), { shape });
  assert(Math.min(...papers.flat()) >= 0.4 - 1e-6 && Math.max(...papers.flat()) === 1);
  const darkest = papers.map((paper) => Math.min(...paper));
  assert(Math.min(...darkest) < 0.45 && Math.max(...darkest) > 0.9);
  const touched = papers.map((paper) => paper.filter((value) => value < 1).length / 1024);
  assert(mean(touched) > 0.1 && mean(touched) < 0.3, `${mean(touched)}`);
  const [ink] = stain(only({ blotches: 10 }), [page(0)], { shape });
  assertEquals(ink, page(0));
});

Deno.test("shade() lets through what the formula of an ellipse says, inside it and outside", () => {
  const size = { height: 20, width: 30 };
  for (let i = 0; i < 20; i++) {
    const blotch = drawBlotch(rng.fork(i), { ...size, darkness: 0.9 });
    const light = new Float32Array(600).fill(0.5);
    shade(light, { ...size, blotch });
    assertClose(
      [...light],
      Array.from(light, (_, p) => 0.5 * through(blotch, { x: p % 30, y: Math.floor(p / 30) })),
    );
  }
});

Deno.test("stains keep values within [0, 1], whatever the noise", () => {
  const shape = [8, 8, 1] as const;
  const values = stain({ type: "stains", noise: 1 }, randomImages(5, 64), { shape }).flat();
  assertEquals([Math.min(...values), Math.max(...values)], [0, 1]);
});

Deno.test("stains without blur, blotches and noise are the image itself", () => {
  const shape = [4, 5, 2] as const, [image] = randomImages(1, 40);
  assertClose(stain(only({}), [image], { shape })[0], image);
});

Deno.test("stains depend on the stream of the example, not on its place in the batch", () => {
  const shape = [12, 12, 1] as const, images = randomImages(3, 144);
  const whole = stain({ type: "stains" }, images, { shape });
  assertEquals(stain({ type: "stains" }, images.slice(1), { shape, first: 1 }), whole.slice(1));
  const spec = { type: "corruption" as const, noise: { type: "stains" as const } };
  const x = tf.tensor4d(images.flat(), [3, ...shape]);
  assertEquals(applyLayer(spec, x).dataSync(), x.dataSync());
  const damaged = applyLayer(spec, x, { rng: (i) => rng.fork(i) });
  assertEquals([...damaged.dataSync()], whole.flat());
});

Deno.test("stains are drawn for each example where the whole batch has one stream", () => {
  const [image] = randomImages(1, 144);
  const spec: StainsSpec = { type: "stains" };
  const [first, second] = tf.tidy(() => {
    const x = tf.tensor4d([...image, ...image], [2, 12, 12, 1]);
    return corruptionOf(spec).apply(spec, x, rng).reshape([2, 144]).arraySync() as number[][];
  });
  assert(first.some((value, i) => value !== second[i]));
});

Deno.test("stains refuse what is no image and options out of range", () => {
  const spec: StainsSpec = { type: "stains" };
  assertThrows(
    () => corruptionOf(spec).check?.(spec, [784]),
    RangeError,
    'Cannot apply "stains" to shape [784]: expected three axes [height, width, channels]',
  );
  const wrong = [
    { blur: 3.5 },
    { blur: -1 },
    { blotches: 2.5 },
    { blotches: 11 },
    { darkness: 1.1 },
    { noise: -0.1 },
    { colour: "brown" },
  ];
  for (const options of wrong) {
    assertThrows(() => corruptionSpec.parse({ type: "stains", ...options }));
  }
  assertEquals(corruptionSpec.parse(only({ blur: 3 })), only({ blur: 3 }));
});
