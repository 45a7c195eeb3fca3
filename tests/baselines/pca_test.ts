import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  decodePca,
  encodePca,
  fitPca,
  fitPcaInPieces,
  type Pca,
  pcaError,
  reconstructPca,
} from "../../src/baselines/mod.ts";
import { plainMatMul } from "../../src/baselines/mat_mul.ts";
import { createRng } from "../../src/core/rng.ts";
import type { DenseExamples } from "../../src/data/examples/data_set.ts";
import { gunzipIfNeeded } from "../../src/data/formats/gunzip.ts";
import { readIdxImages } from "../../src/data/formats/idx.ts";
import { strokes } from "../../src/data/drawn/strokes.ts";

const { train, test } = drawn();

/** Written by scripts/reference/pca_numpy.py, from the same draws. */
const GOLDEN = {
  variances: [
    0.0429437806230536,
    0.0376036682767557,
    0.03397142115799798,
    0.027746207055619497,
    0.026897503304246544,
    0.018940845091527474,
  ],
  first: [
    0.0151923461524141,
    -0.03334915593292598,
    -0.030541792970786262,
    -0.07573413721642158,
    -0.1256316537645,
    0.39243826537324367,
    -0.22829524737010623,
    -0.10838025806004127,
    0.3905664447347391,
    -0.10028590716531827,
    0.18245411320477828,
    0.7499623634152645,
  ],
  errors: { 1: 0.17505031329342044, 3: 0.12584551955534892, 6: 0.049520786441729706 },
};

for (const [components, error] of Object.entries(GOLDEN.errors)) {
  Deno.test(`pcaError() of ${components} components is NumPy's`, () => {
    const pca = fitPca(train, { components: Number(components) });
    assertAlmostEquals(pcaError(pca, test), error, 1e-5 * error);
  });
}

Deno.test("fitPca() finds NumPy's variances and, up to its sign, NumPy's first component", () => {
  const pca = fitPca(train, { components: 6 });
  GOLDEN.variances.forEach((variance, c) =>
    assertAlmostEquals(pca.variances.values[c], variance, 1e-7)
  );
  const sign = Math.sign(pca.components.values[0]);
  GOLDEN.first.forEach((value, i) =>
    assertAlmostEquals(sign * pca.components.values[i], value, 1e-6)
  );
});

Deno.test("fitPca() leaves the error that it found when it streams more values than it can form", () => {
  const wide = widened(strokes(300, createRng(4)));
  const pca = fitPca(wide, { components: 12 });
  assertOrthonormal(pca);
  // On its own examples the error is the variance outside the components.
  const narrow = fitPca(strokes(300, createRng(4)), { components: 12 });
  assertAlmostEquals(pcaError(pca, wide) / pcaError(narrow, strokes(300, createRng(4))), 2, 1e-5);
});

Deno.test("fitPca() gives the same components through the caller's product", () => {
  let calls = 0;
  const matMul: typeof plainMatMul = (a, b, options) => {
    calls++;
    return plainMatMul(a, b, options);
  };
  const given = fitPca(train, { components: 4, matMul });
  const plain = fitPca(train, { components: 4 });
  assert(calls > 0);
  given.components.values.forEach((value, i) =>
    assertAlmostEquals(value, plain.components.values[i], 1e-5)
  );
});

Deno.test("fitPca() keeps small variances around means far from zero", () => {
  const values = Float32Array.from({ length: 400 }, (_, i) => 4096 + (i % 2) * ((i >> 1) % 5) / 4);
  const pca = fitPca({ shape: [2], count: 200, values }, { components: 1 });
  // The variance of 0, 1, 2, 3, 4 is 2.
  assertAlmostEquals(pca.variances.values[0], 2 / 16, 1e-6);
  assertAlmostEquals(Math.abs(pca.components.values[1]), 1, 1e-6);
});

Deno.test("fitPca() takes no more components than there are directions in which examples vary", () => {
  const values = new Float32Array([1, 2, 3, 3, 6, 9, 2, 4, 6]);
  const line: DenseExamples = { shape: [3], count: 3, values };
  const pca = fitPca(line, { components: 3 });
  assertEquals(pca.components.shape, [1, 3]);
  assertOrthonormal(pca);
  // The points 1, 2, 3 on a line whose unit is 14^(1/2) long: variance 14 · 2 / 3.
  assertAlmostEquals(pca.variances.values[0], 28 / 3, 1e-6);
  assertAlmostEquals(pcaError(pca, line), 0, 1e-6);
});

const rows = (count: number, size: number, rng = createRng(7)) =>
  Float32Array.from({ length: count * size }, () => rng.uniform());

/** Examples that vary in few directions, with the number of these. */
const degenerate: [name: string, examples: DenseExamples, rank: number][] = [
  ["one example", { shape: [40], count: 1, values: rows(1, 40) }, 0],
  ["two examples", { shape: [40], count: 2, values: rows(2, 40) }, 1],
  ["examples that are all zero", { shape: [40], count: 9, values: new Float32Array(360) }, 0],
  ["equal examples", repeated(1, { times: 30, size: 200 }), 0],
  ["fewer examples than components", { shape: [1089], count: 14, values: rows(14, 1089) }, 13],
  ["wide examples, streamed", { shape: [5000], count: 14, values: rows(14, 5000) }, 13],
  ["examples that are there twice", repeated(10, { times: 4, size: 300 }), 9],
  ["columns that are constant or zero", withoutVariance(30, { size: 60, varying: 11 }), 11],
  ["classes as ones of zeros", oneOfMany(100), 99],
  ["a column that is the sum of two others", withSum(50), 2],
];

for (const [name, examples, rank] of degenerate) {
  Deno.test(`fitPca() ends after some rounds on ${name}, with their rank`, () => {
    const [size] = examples.shape;
    let products = 0;
    const matMul: typeof plainMatMul = (a, b, options) => {
      products++;
      return plainMatMul(a, b, options);
    };
    const pca = fitPca(examples, { components: Math.min(size, 120), matMul });
    assertEquals(pca.components.shape, [rank, size]);
    assertOrthonormal(pca);
    assert(pca.variances.values.every((variance) => variance > 0));
    assert(pcaError(pca, examples) < 1e-6);
    // Two a round where they are streamed.
    assert(products <= 12, `${products} products`);
  });
}

Deno.test("fitPca() finds small columns beside ones that are ten thousand times as large", () => {
  const rng = createRng(3);
  const values = Float32Array.from({ length: 600 }, (_, i) => rng.normal() * (i % 2 ? 1e4 : 1));
  const { variances } = fitPca({ shape: [2], count: 300, values }, { components: 2 });
  assertEquals(variances.shape, [2]);
  assertAlmostEquals(variances.values[0] / 1e8, 1, 0.2);
  assertAlmostEquals(variances.values[1], 1, 0.2);
});

Deno.test("without components PCA is the mean alone", () => {
  const pca = fitPca(repeated(1, { times: 3, size: 4 }), { components: 2 });
  assertEquals(encodePca(pca, new Float32Array(8)), new Float32Array(0));
  assertEquals(
    reconstructPca(pca, new Float32Array(8)),
    Float32Array.of(...pca.mean.values, ...pca.mean.values),
  );
  // Codes of no values are as many as one likes.
  assertThrows(
    () => decodePca(pca, encodePca(pca, new Float32Array(8))),
    RangeError,
    "Cannot decode codes of a PCA without components",
  );
});

Deno.test("encodePca() and decodePca() are inverse on the subspace, and codes are centred", () => {
  const pca = fitPca(train, { components: 12 });
  const batch = Float32Array.from(train.values.subarray(0, 60 * 12), (byte) => byte / 255);
  const codes = encodePca(pca, batch);
  decodePca(pca, codes).forEach((value, i) => assertAlmostEquals(value, batch[i], 1e-5));
  for (let c = 0; c < 12; c++) {
    const column = codes.filter((_, i) => i % 12 === c);
    assertAlmostEquals(column.reduce((sum, v) => sum + v, 0) / 60, 0, 1e-6);
    const variance = column.reduce((sum, v) => sum + v * v, 0) / 60;
    assertAlmostEquals(variance, pca.variances.values[c], 1e-6);
  }
});

Deno.test("fitPca() says what it cannot fit", () => {
  assertThrows(() => fitPca(train, { components: 13 }), RangeError, "expected 1 to 12");
  assertThrows(() => fitPca(train, { components: 0 }), RangeError, "expected 1 to 12");
  const none = { shape: [2], count: 0, values: new Float32Array(0) };
  assertThrows(() => fitPca(none, { components: 1 }), RangeError, "there are no examples");
  const bad = { shape: [2], count: 1, values: new Float32Array([1, NaN]) };
  assertThrows(() => fitPca(bad, { components: 1 }), RangeError, "not finite");
  const large = { shape: [2], count: 2, values: new Float32Array([1e20, 0, 0, 0]) };
  assertThrows(() => fitPca(large, { components: 1 }), RangeError, "too large for 32 bits");
  const pca = fitPca(train, { components: 2 });
  assertThrows(() => encodePca(pca, new Float32Array(13)), RangeError, "whole rows of 12");
});

const data = Deno.env.get("ISTHMUS_DATA");

Deno.test({
  name: `pcaError() of 30 components on MNIST is 13.87${data ? "" : " (needs ISTHMUS_DATA)"}`,
  ignore: data === undefined,
  async fn() {
    const read = async (name: string) => {
      const bytes = await gunzipIfNeeded(Deno.readFileSync(`${data}/mnist/${name}`), name);
      const { shape: [count, height, width], values } = readIdxImages(bytes, name);
      return { shape: [height, width, 1], count, values: Uint8Array.from(values) };
    };
    const pca = fitPca(await read("train-images-idx3-ubyte.gz"), { components: 30 });
    const error = pcaError(pca, await read("t10k-images-idx3-ubyte.gz"));
    // scripts/reference/pca_numpy.py on the same files; 13.87 in Hinton and Salakhutdinov, 2006.
    assertAlmostEquals(error, 13.866266012767928, 1e-4);
  },
});

/** The examples of `draw()` in scripts/reference/pca_numpy.py. */
function drawn(): { train: DenseExamples; test: DenseExamples } {
  const values = new Uint8Array(80 * 12);
  let state = 1, shared = 0;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    if (i % 12 === 0) shared = 0;
    const byte = (state >> 16) % (10 * (i % 12 + 1));
    shared = (shared + byte) % 120;
    values[i] = byte + shared;
  }
  return {
    train: { shape: [12], count: 60, values: values.slice(0, 720) },
    test: { shape: [12], count: 20, values: values.slice(720) },
  };
}

/** Each example beside itself: twice the values, the same directions. */
function widened({ count, values }: DenseExamples): DenseExamples {
  const wide = new Uint8Array(count * 1568);
  for (let i = 0; i < count; i++) {
    const image = values.subarray(i * 784, (i + 1) * 784) as Uint8Array;
    wide.set(image, i * 1568);
    wide.set(image, i * 1568 + 784);
  }
  return { shape: [1568], count, values: wide };
}

/** So many examples, each so many times. */
function repeated(count: number, { times, size }: { times: number; size: number }): DenseExamples {
  const own = rows(count, size);
  const values = Float32Array.from({ length: times * own.length }, (_, i) => own[i % own.length]);
  return { shape: [size], count: count * times, values };
}

/** Examples of which the other columns hold 0 or 0.1. */
function withoutVariance(
  count: number,
  { size, varying }: { size: number; varying: number },
): DenseExamples {
  const values = rows(count, size).map((value, i) =>
    i % size < varying ? value : 0.1 * (i % size % 2)
  );
  return { shape: [size], count, values };
}

/** An example of each class, 1 at its place and 0 else: all directions vary alike. */
function oneOfMany(classes: number): DenseExamples {
  const values = new Float32Array(classes * classes);
  for (let i = 0; i < classes; i++) values[i * classes + i] = 1;
  return { shape: [classes], count: classes, values };
}

function withSum(count: number): DenseExamples {
  const own = rows(count, 2);
  const values = Float32Array.from(
    { length: 3 * count },
    (_, i) =>
      i % 3 < 2
        ? own[2 * Math.floor(i / 3) + i % 3]
        : own[2 * (i - 2) / 3] + own[2 * (i - 2) / 3 + 1],
  );
  return { shape: [3], count, values };
}

function assertOrthonormal({ components: { shape: [count, size], values } }: Pca): void {
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      let dot = 0;
      for (let i = 0; i < size; i++) dot += values[a * size + i] * values[b * size + i];
      assertAlmostEquals(dot, a === b ? 1 : 0, 1e-5);
    }
  }
}

Deno.test("fitPcaInPieces() gives what fitPca() gives, and stops many times on the way", () => {
  const wide = widened(strokes(300, createRng(4)));
  for (const [examples, components] of [[train, 12], [strokes(50, createRng(4)), 60], [wide, 3]]) {
    const options = { components: components as number };
    const pieces = fitPcaInPieces(examples as DenseExamples, options);
    let count = 0, piece = pieces.next();
    for (; !piece.done; piece = pieces.next()) count++;
    assertEquals(piece.value, fitPca(examples as DenseExamples, options));
    assert(count > 2 * piece.value.variances.values.length + 2, String(count));
  }
});
