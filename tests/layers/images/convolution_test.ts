import { assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { layerOf, type LayerSpec } from "../../../src/layers/mod.ts";
import "../../start_backend.ts";
import { assertApplies, randomValues, twoImages } from "./images.ts";
import { convolvePlain, deconvolvePlain } from "./plain_images.ts";

type Conv = Omit<Extract<LayerSpec, { type: "conv2d" }>, "type">;
type Transposed = Omit<Extract<LayerSpec, { type: "conv2d_transpose" }>, "type">;
type Pair = [number, number];

const SAME = "same", VALID = "valid";

/** The start of a filter of h × w from some channels to others, none of it a round number. */
function weights([h, w]: Pair, [from, to]: Pair) {
  const rng = createRng(9);
  return { filter: randomValues(rng, h * w * from * to), bias: randomValues(rng.fork(1), to) };
}

const convolutions: [name: string, spec: Conv, windows: { size: Pair; stride: Pair }][] = [
  ["padding same", { filters: 3, size: 3 }, { size: [3, 3], stride: [1, 1] }],
  [
    "stride 2, padding same, on odd sizes",
    { filters: 4, size: 3, stride: 2, padding: SAME },
    { size: [3, 3], stride: [2, 2] },
  ],
  [
    "padding valid and sides that differ",
    { filters: 2, size: [3, 2], stride: [1, 2], padding: VALID },
    { size: [3, 2], stride: [1, 2] },
  ],
  [
    "dilation",
    { filters: 2, size: 3, dilation: [2, 1], padding: VALID },
    { size: [3, 3], stride: [1, 1] },
  ],
];

for (const [name, spec, windows] of convolutions) {
  Deno.test(`conv2d computes the sums of products with ${name}`, () => {
    const images = twoImages([7, 5, 2]), { size } = windows;
    const { filter, bias } = weights(size, [2, spec.filters]);
    const { padding = SAME } = spec, dilation = [spec.dilation ?? [1, 1]].flat(2) as Pair;
    assertApplies({ type: "conv2d", ...spec }, images, {
      expected: images.map((image) =>
        convolvePlain(image, { filter, bias }, { ...windows, padding, dilation })
      ),
      params: { filter: tf.tensor(filter, [...size, 2, spec.filters]), bias: tf.tensor1d(bias) },
    });
  });
}

const transposed: [name: string, spec: Transposed, image: Pair][] = [
  ["padding same", { filters: 3, size: 3 }, [4, 3]],
  ["stride 2, padding same, doubling", { filters: 3, size: 3, stride: 2 }, [8, 6]],
  [
    "stride 2, padding same, to an odd size",
    { filters: 1, size: 3, stride: 2, outputSize: [7, 5] },
    [7, 5],
  ],
  ["stride over size", { filters: 2, size: 2, stride: 3, outputSize: [11, 7] }, [11, 7]],
  ["padding valid", { filters: 2, size: 3, stride: 2, padding: VALID }, [9, 7]],
  [
    "padding valid, to a size that its convolution rounds down",
    { filters: 2, size: [3, 2], stride: 2, padding: VALID, outputSize: [10, 7] },
    [10, 7],
  ],
];

for (const [name, spec, image] of transposed) {
  Deno.test(`conv2d_transpose lays filters on the output with ${name}`, () => {
    const images = twoImages([4, 3, 2]);
    const size = [spec.size, spec.size].flat().slice(0, 2) as Pair;
    const stride = [spec.stride ?? 1, spec.stride ?? 1].flat().slice(0, 2) as Pair;
    const { filter, bias } = weights(size, [2, spec.filters]);
    const { padding = SAME } = spec;
    assertApplies({ type: "conv2d_transpose", ...spec }, images, {
      expected: images.map((each) =>
        deconvolvePlain(each, { filter, bias }, { size, stride, padding, image })
      ),
      params: { filter: tf.tensor(filter, [...size, spec.filters, 2]), bias: tf.tensor1d(bias) },
    });
  });
}

Deno.test("a tied conv2d_transpose is the gradient of the conv2d that it names", () => {
  const conv: LayerSpec = { type: "conv2d", filters: 3, size: 3, stride: 2, bias: false };
  const filter = tf.randomUniform([3, 3, 2, 3], -1, 1, "float32", 1) as tf.Tensor4D;
  const x = tf.zeros([1, 7, 5, 2]) as tf.Tensor4D, y = tf.randomUniform([1, 4, 3, 3], -1, 1);
  const given = { params: { filter }, taken: {}, give() {} };
  const gradient = tf.grad((x) => layerOf(conv).apply(conv, x, given) as tf.Tensor)(x, y);
  const mirror = layerOf(conv).mirror!(conv, {
    inputShape: [7, 5, 2],
    path: "encoder.0",
    tied: true,
  })!;
  const found = layerOf(mirror).apply(mirror, y, given) as tf.Tensor;
  assertEquals(found.arraySync(), gradient.arraySync());
});

Deno.test("a filter starts by how many products its outputs sum and its inputs go to", () => {
  const context = { activation: "relu", modelInputShape: [9, 9, 4] } as const;
  const conv: LayerSpec = { type: "conv2d", filters: 8, size: [3, 2], stride: 2 };
  assertEquals(layerOf(conv).params!(conv, [9, 9, 4], context), {
    filter: {
      shape: [3, 2, 4, 8],
      initializer: "he",
      trainable: true,
      fans: { fanIn: 24, fanOut: 48 },
    },
    bias: { shape: [8], initializer: "zeros", trainable: true },
  });
  const back: LayerSpec = { ...conv, type: "conv2d_transpose", initializer: "glorot", bias: false };
  assertEquals(layerOf(back).params!(back, [9, 9, 4], context), {
    filter: {
      shape: [3, 2, 8, 4],
      initializer: "glorot",
      trainable: true,
      fans: { fanIn: 6, fanOut: 48 },
    },
  });
});

const refused: [name: string, spec: LayerSpec, shape: number[], message: string][] = [
  [
    "a vector",
    { type: "conv2d", filters: 1, size: 3 },
    [784],
    'Cannot apply "conv2d" to shape [784]: expected three axes [height, width, channels], add a "reshape" layer before it',
  ],
  [
    "a vector",
    { type: "conv2d_transpose", filters: 1, size: 3 },
    [784],
    'Cannot apply "conv2d_transpose" to shape [784]: expected three axes',
  ],
  [
    "an image smaller than its filter",
    { type: "conv2d", filters: 1, size: 5, padding: VALID },
    [4, 9, 1],
    'Cannot apply "conv2d" to shape [4, 9, 1]: a window of 5 × 5 is larger than the image, use padding "same" or a smaller size',
  ],
  [
    "an image smaller than its spread filter",
    { type: "conv2d", filters: 1, size: 3, dilation: 4, padding: VALID },
    [8, 9, 1],
    "a window of 9 × 9 is larger than the image",
  ],
  [
    "a stride with a dilation",
    { type: "conv2d", filters: 1, size: 3, dilation: 2, stride: 2 },
    [8, 9, 1],
    'Cannot apply "conv2d" to shape [8, 9, 1]: its stride and dilation are both over 1, use one of them',
  ],
  [
    "an output that its convolution does not map to the input",
    { type: "conv2d_transpose", filters: 1, size: 3, stride: 2, outputSize: [9, 9] },
    [4, 4, 8],
    'Cannot apply "conv2d_transpose" to shape [4, 4, 8]: it cannot give 9 × 9, use an outputSize from [7, 7] to [8, 8]',
  ],
  [
    "such an output with padding valid",
    {
      type: "conv2d_transpose",
      filters: 1,
      size: 3,
      stride: 2,
      padding: VALID,
      outputSize: [2, 9],
    },
    [4, 4, 8],
    "it cannot give 2 × 9, use an outputSize from [9, 9] to [10, 10]",
  ],
];

for (const [name, spec, shape, message] of refused) {
  Deno.test(`${spec.type} refuses ${name} in one sentence`, () => {
    assertThrows(() => layerOf(spec).outputShape(spec, shape), RangeError, message);
  });
}

Deno.test("a batch of no images stays one through convolutions", () => {
  const conv: LayerSpec = { type: "conv2d", filters: 3, size: 3, stride: 2, bias: false };
  const back: LayerSpec = { ...conv, type: "conv2d_transpose" };
  const filter = tf.ones([3, 3, 3, 3]);
  const y = [conv, back].map((spec) =>
    layerOf(spec).apply(spec, tf.zeros([0, 4, 4, 3]), {
      params: { filter },
      taken: {},
      give() {},
    }) as tf.Tensor
  );
  assertEquals(y.map(({ shape }) => shape), [[0, 2, 2, 3], [0, 8, 8, 3]]);
});
