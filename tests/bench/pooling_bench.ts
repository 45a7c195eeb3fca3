import * as tf from "@tensorflow/tfjs";
import { maxPool, maxUnpool, type PoolOptions, upSample } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

type Images = [number, number, number, number];

/** Pairs, and overlapping windows. */
const cuts: readonly PoolOptions[] = [
  { size: [2, 2], stride: [2, 2], padding: "valid" },
  { size: [3, 3], stride: [2, 2], padding: "same" },
];

/**
 * Pooling, unpooling and repeated pixels, with their gradients. tfjs has no kernel that unpools or
 * gives switches on its WASM backend: beside these stand its pooling alone and its gradient.
 */
export function* poolingBench(sets: KernelSets): Iterable<Comparison> {
  for (const shape of [[128, 28, 28, 16], [128, 14, 14, 8], [128, 28, 28, 1]] as Images[]) {
    const x = tf.randomNormal<tf.Rank.R4>(shape);
    for (const options of shape[3] > 1 ? cuts : cuts.slice(0, 1)) {
      yield* poolBench(x, options, sets);
    }
    yield* globalBench(x, sets);
    yield* upSampleBench(x, sets);
    x.dispose();
  }
}

function* poolBench(
  x: tf.Tensor4D,
  options: PoolOptions,
  { withStock }: KernelSets,
): Iterable<Comparison> {
  const [, height, width] = x.shape, [pool, step] = [options.size[0], options.stride[0]];
  const size = `${x.shape.join(" × ")}, ${pool} × ${pool}, stride ${step}`;
  const { values, switches } = maxPool(x, options), { padding } = options;
  const attrs = { filterSize: pool, strides: step, pad: padding };
  const stockPool = () => tf.maxPool(x, pool, step, padding).dispose();
  const stockGradient = () => runKernel(tf.MaxPoolGrad, { dy: values, input: x, output: values });
  const stockAverage = () => runKernel(tf.AvgPoolGrad, { dy: values, input: x });
  const runKernel = (name: string, inputs: tf.NamedTensorMap) =>
    (tf.engine().runKernel(name, inputs, attrs) as tf.Tensor).dispose();
  const unpool = () => maxUnpool(values, switches, { ...options, outputShape: [height, width] });
  const inStock = (run: () => void) => () => withStock(run);
  const backward = tf.grad((y: tf.Tensor) =>
    maxUnpool(y, switches, { ...options, outputShape: [height, width] })
  );
  const contests = [
    {
      name: "maxPool with switches, stock: tf.maxPool",
      ours: () => tf.dispose(maxPool(x, options)),
      stock: inStock(stockPool),
    },
    { name: "tf.maxPool", ours: stockPool, stock: inStock(stockPool) },
    { name: "tf.maxPool, gradient", ours: stockGradient, stock: inStock(stockGradient) },
    {
      name: "maxUnpool, which is maxPool's gradient, stock: that of tf.maxPool",
      ours: () => unpool().dispose(),
      stock: inStock(stockGradient),
    },
    {
      name: "maxUnpool, value and gradient, stock: gradient of tf.maxPool",
      ours: () => backward(values, x).dispose(),
      stock: inStock(stockGradient),
    },
    { name: "tf.avgPool, gradient", ours: stockAverage, stock: inStock(stockAverage) },
  ];
  for (const contest of contests) yield compare({ ...contest, size });
  tf.dispose([values, switches]);
}

function* globalBench(x: tf.Tensor4D, { withStock }: KernelSets): Iterable<Comparison> {
  const [batch, height, , channels] = x.shape, dy = tf.ones([batch, 1, 1, channels]);
  const attrs = { filterSize: height, strides: height, pad: "valid" };
  const run = () =>
    (tf.engine().runKernel(tf.AvgPoolGrad, { dy, input: x }, attrs) as tf.Tensor).dispose();
  const size = `${x.shape.join(" × ")}, whole image`;
  yield compare({ name: "tf.avgPool, gradient", size, ours: run, stock: () => withStock(run) });
  dy.dispose();
}

function* upSampleBench(x: tf.Tensor4D, { withStock }: KernelSets): Iterable<Comparison> {
  const [, height, width] = x.shape, size = `${x.shape.join(" × ")}, 2 × 2 times`;
  const resize = (a: tf.Tensor) =>
    tf.image.resizeNearestNeighbor(a as tf.Tensor4D, [2 * height, 2 * width]);
  const repeat = (a: tf.Tensor) => upSample(a, [2, 2]);
  yield compare({
    name: "upSample, stock: tf.image.resizeNearestNeighbor",
    size,
    ours: () => repeat(x).dispose(),
    stock: () => withStock(() => resize(x).dispose()),
  });
  const dy = repeat(x), [ours, stock, tiled] = [repeat, resize, tile].map((f) => tf.grad(f));
  yield compare({
    name: "upSample, value and gradient, stock: tf.image.resizeNearestNeighbor",
    size,
    ours: () => ours(x, dy).dispose(),
    stock: () => withStock(() => stock(x, dy).dispose()),
  });
  yield compare({
    name: "upSample, value and gradient, stock: tf.tile",
    size,
    ours: () => ours(x, dy).dispose(),
    stock: () => withStock(() => tiled(x, dy).dispose()),
  });
  dy.dispose();
}

/** Pixels repeated by `tf.tile`, which takes up to four axes in its gradient. */
function tile(x: tf.Tensor): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const across = tf.tile(tf.reshape(x, [batch * height, width, 1, channels]), [1, 1, 2, 1]);
  const down = tf.tile(tf.reshape(across, [batch, height, 1, 2 * width * channels]), [1, 1, 2, 1]);
  return tf.reshape(down, [batch, 2 * height, 2 * width, channels]);
}
