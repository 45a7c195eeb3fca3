import { assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { layerOf, type LayerSpec, type Value } from "../../../src/layers/mod.ts";
import "../../start_backend.ts";
import { applyLayer } from "../apply_layer.ts";
import { assertApplies, twoImages } from "./images.ts";
import {
  globalPoolPlain,
  maxPoolPlain,
  maxUnpoolPlain,
  type PlainWindows,
  upSamplePlain,
} from "./plain_images.ts";

type Pool = Omit<Extract<LayerSpec, { type: "max_pool" }>, "type">;

const pools: [name: string, spec: Pool, windows: PlainWindows][] = [
  [
    "of 2 × 2 unless told otherwise",
    { padding: "same" },
    { size: [2, 2], stride: [2, 2], padding: "same" },
  ],
  ["that tile the image", { size: [3, 4] }, {
    size: [3, 4],
    stride: [3, 4],
    padding: "valid",
  }],
  ["that overlap", { size: 3, stride: 1 }, { size: [3, 3], stride: [1, 1], padding: "valid" }],
  ["that overlap and stand out", { size: [4, 3], stride: [2, 3], padding: "same" }, {
    size: [4, 3],
    stride: [2, 3],
    padding: "same",
  }],
  ["with gaps", { size: 1, stride: 2, padding: "same" }, {
    size: [1, 1],
    stride: [2, 2],
    padding: "same",
  }],
];

for (const [name, options, windows] of pools) {
  Deno.test(`max_pool gives the maxima and places of windows ${name}, max_unpool puts them back`, () => {
    const images = twoImages([9, 8, 3]);
    const pool: LayerSpec = { type: "max_pool", ...options, switches: true };
    const pooled = images.map((image) => maxPoolPlain(image, windows));
    const given: Record<string, Value> = {};
    assertApplies(pool, images, { expected: pooled, given });
    const switches = given.switches as tf.Tensor;
    assertEquals([...switches.dataSync()], pooled.flatMap((each) => [...each.switches]));
    const unpool = layerOf(pool).mirror!(pool, {
      inputShape: [9, 8, 3],
      path: "encoder.0",
      tied: false,
    })!;
    assertApplies(unpool, pooled, {
      expected: pooled.map((each) =>
        maxUnpoolPlain(each, each.switches, { ...windows, image: [9, 8] })
      ),
      taken: { switches },
    });
    assertEquals(layerOf(pool).gives!(pool, [9, 8, 3]).switches.shape, pooled[0].shape);
  });
}

Deno.test("max_pool keeps no switches unless asked, and of equal values takes the first", () => {
  const x = tf.ones([1, 3, 3, 1]);
  const given: Record<string, Value> = {};
  applyLayer({ type: "max_pool", padding: "same" }, x, { given });
  assertEquals(given, {});
  assertEquals(layerOf({ type: "max_pool" }).gives!({ type: "max_pool" }, [4, 4, 1]), {});
  const spec: LayerSpec = {
    type: "max_pool",
    size: 3,
    stride: 2,
    padding: "same",
    switches: true,
  };
  applyLayer(spec, x, { given });
  // A row and a column stand out before the image: there the first place inside is the fifth.
  assertEquals([...(given.switches as tf.Tensor).dataSync()], [4, 3, 1, 0]);
});

Deno.test("up_sampling repeats pixels, and crops the last rows and columns on request", () => {
  const images = twoImages([3, 2, 2]);
  for (const image of [[6, 6], [5, 4], [6, 5]] as [number, number][]) {
    const outputSize = image.join() === "6,6" ? undefined : image;
    assertApplies({ type: "up_sampling", size: [2, 3], outputSize }, images, {
      expected: images.map((each) => upSamplePlain(each, [2, 3], image)),
    });
  }
});

Deno.test("a maximum of which one value is NaN is NaN, in windows of every size", () => {
  tf.tidy(() => {
    const values = Float32Array.from({ length: 16 }, (_, i) => i * 7 % 16).with(5, NaN);
    const x = tf.tensor(values, [1, 4, 4, 1]);
    const pooled = (spec: LayerSpec) => Array.from(applyLayer(spec, x).dataSync(), Number.isNaN);
    assertEquals(pooled({ type: "max_pool" }), [true, false, false, false]);
    assertEquals(pooled({ type: "max_pool", size: [1, 4] }), [false, true, false, false]);
    assertEquals(pooled({ type: "max_pool", size: 3, stride: 1 }), [true, true, true, true]);
    assertEquals(pooled({ type: "max_pool", size: 4 }), [true]);
    assertEquals(pooled({ type: "global_pool", function: "max" }), [true]);
  });
});

Deno.test("global_pool gives the average or the maximum of each channel", () => {
  const images = twoImages([3, 5, 4]);
  for (const name of ["average", "max"] as const) {
    assertApplies({ type: "global_pool", function: name }, images, {
      expected: images.map((image) => globalPoolPlain(image, name)),
    });
  }
});

Deno.test("batch normalisation of images standardises each channel over all places", () => {
  const images = twoImages([3, 5, 2]);
  const params = {
    scale: tf.tensor1d([2, 1]),
    offset: tf.tensor1d([1, 0]),
    mean: tf.zeros([2]),
    variance: tf.ones([2]),
  };
  const channels = [0, 1].map((c) =>
    images.flatMap(({ values }) => values.filter((_, i) => i % 2 === c))
  );
  const mean = channels.map((channel) => channel.reduce((a, b) => a + b) / channel.length);
  const variance = channels.map((channel, c) =>
    channel.reduce((sum, value) => sum + (value - mean[c]) ** 2, 0) / channel.length
  );
  const updated: Record<string, number[]> = {};
  const x = tf.tensor4d(images.flatMap(({ values }) => values), [2, 3, 5, 2]);
  const y = applyLayer({ type: "batch_normalization" }, x, {
    params,
    rng: () => {
      throw new Error("it draws no random numbers");
    },
    update: (name, value) => updated[name] = value.arraySync() as number[],
  });
  const expected = images.flatMap(({ values }) =>
    values.map((value, i) => {
      const c = i % 2;
      return [2, 1][c] * (value - mean[c]) / Math.sqrt(variance[c] + 1e-5) + [1, 0][c];
    })
  );
  const close = (a: ArrayLike<number>, b: readonly number[]) =>
    assertEquals(b.filter((value, i) => Math.abs(a[i] - value) > 1e-5), []);
  close(y.dataSync(), expected);
  close(updated.mean, mean.map((m) => 0.1 * m));
  close(updated.variance, variance.map((v) => 0.9 + 0.1 * v));
});

const refused: [name: string, spec: LayerSpec, shape: number[], message: string][] = [
  [
    "an image that its windows do not divide",
    { type: "max_pool" },
    [7, 7, 8],
    'Cannot apply "max_pool" to shape [7, 7, 8]: windows of 2 × 2 with stride 2 leave out its last row and column, use padding "same" or another size',
  ],
  [
    "one that they leave several columns of",
    { type: "max_pool", size: [2, 3], stride: [2, 4] },
    [8, 9, 1],
    "windows of 2 × 3 with stride 2 × 4 leave out its last 2 columns,",
  ],
  [
    "an image smaller than a window",
    { type: "max_pool", size: 4 },
    [3, 8, 1],
    'a window of 4 × 4 is larger than the image, use padding "same" or a smaller size',
  ],
  ["a vector", { type: "max_pool" }, [8], "expected three axes"],
  ["a vector", { type: "max_unpool", pool: "encoder.0", size: 2 }, [8], "expected three axes"],
  [
    "an output that is not pooled to its input",
    { type: "max_unpool", pool: "encoder.0", size: 2, outputSize: [10, 8] },
    [4, 4, 1],
    'Cannot apply "max_unpool" to shape [4, 4, 1]: it cannot give 10 × 8, use an outputSize from [8, 8] to [9, 9]',
  ],
  ["a vector", { type: "up_sampling", size: 2 }, [8], "expected three axes"],
  [
    "an output past its repeated pixels",
    { type: "up_sampling", size: 2, outputSize: [9, 8] },
    [4, 4, 1],
    'Cannot apply "up_sampling" to shape [4, 4, 1]: it cannot give 9 × 8, use an outputSize from [7, 7] to [8, 8]',
  ],
  ["a vector", { type: "global_pool", function: "max" }, [8], "expected three axes"],
];

for (const [name, spec, shape, message] of refused) {
  Deno.test(`${spec.type} refuses ${name} in one sentence`, () => {
    assertThrows(() => layerOf(spec).outputShape(spec, shape), RangeError, message);
  });
}
