import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import "../../start_backend.ts";
import { checkGradients } from "./check_gradients.ts";
import { gradientOptions } from "./gradient_options.ts";
import { values } from "../load_routines.ts";
import { tensor } from "../tensors.ts";

for (const [what, ofOne] of Object.entries(gradientOptions)) {
  Deno.test(`the gradient of ${what} equals central differences`, () => {
    ofOne.forEach((example) => checkGradients(example));
  });
}

Deno.test("tf.maxPool3d and tf.dilation2d find maxima below zero, the padding aside", () => {
  tf.tidy(() => {
    const x = tf.tensor5d([-3, -1, -4, -2], [1, 1, 2, 2, 1]);
    assertEquals(tf.maxPool3d(x, 2, 1, "same").dataSync(), Float32Array.of(-1, -1, -2, -2));
    const plane = tf.reshape(x, [1, 2, 2, 1]) as tf.Tensor4D;
    const filter = tf.tensor3d([0, -9, 0, -9], [2, 2, 1]);
    const dilated = tf.dilation2d(plane, filter, 1, "same");
    assertEquals(dilated.dataSync(), Float32Array.of(-3, -1, -4, -2));
  });
});

Deno.test("tf.maxPool3d and tf.dilation2d pass on a NaN, wherever in a window it is, and give it the gradient", () => {
  tf.tidy(() => {
    const filter = tf.tensor3d([0.5, 0, -1, 2], [2, 2, 1]);
    const volumes = (x: tf.Tensor) =>
      tf.maxPool3d(tf.reshape(x, [1, 2, 3, 3, 1]) as tf.Tensor5D, 2, 1, "same") as tf.Tensor;
    const dilated = (x: tf.Tensor) =>
      tf.dilation2d(tf.reshape(x, [1, 3, 6, 1]) as tf.Tensor4D, filter, 1, "same") as tf.Tensor;
    for (const run of [volumes, dilated]) {
      for (let at = 0; at < 18; at++) {
        const x = tf.tensor(values(18, 1).with(at, NaN));
        // Far above the others, so that it is the largest wherever a window holds it.
        const peak = tf.tensor(values(18, 1).with(at, 9));
        const isHit = Array.from(run(peak).dataSync(), (value) => value > 7);
        assertEquals(Array.from(run(x).dataSync(), Number.isNaN), isHit);
        const slope = tf.grad(run)(x, tf.ones(run(x).shape)).dataSync()[at];
        assertEquals(slope, isHit.filter((hit) => hit).length);
      }
    }
    // Of the filter's places that meet the NaN, each gets the gradient of its window.
    const x = tf.tensor(values(18, 1).with(7, NaN), [1, 3, 6, 1]) as tf.Tensor4D;
    const ofFilter = tf.grad((filter: tf.Tensor) =>
      tf.dilation2d(x, filter as tf.Tensor3D, 1, "valid") as tf.Tensor
    )(filter, tf.ones([1, 2, 5, 1]).mul(tf.isNaN(tf.dilation2d(x, filter, 1, "valid"))));
    assertEquals(Array.from(ofFilter.dataSync()), [1, 1, 1, 1]);
  });
});

Deno.test("tf.conv3dTranspose is the adjoint of tf.conv3d", () => {
  tf.tidy(() => {
    const x = tensor<tf.Rank.R5>([2, 5, 4, 4, 3], 1),
      filter = tensor<tf.Rank.R5>([3, 2, 2, 3, 2], 2);
    const y = tensor<tf.Rank.R5>([2, 3, 2, 2, 2], 3);
    const transposed = tf.conv3dTranspose(y, filter, [2, 5, 4, 4, 3], 2, "same");
    const left = tf.sum(tf.mul(tf.conv3d(x, filter, 2, "same"), y)).dataSync()[0];
    assertAlmostEquals(tf.sum(tf.mul(x, transposed)).dataSync()[0], left, 1e-4);
  });
});

Deno.test("a layers model with separable, dilated and embedding layers trains", async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 5, outputDim: 4, inputLength: 16 }),
      tf.layers.reshape({ targetShape: [4, 4, 4] }),
      tf.layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: "same" }),
      tf.layers.separableConv2d({ filters: 3, kernelSize: 2, padding: "same" }),
      tf.layers.conv2d({
        filters: 4,
        kernelSize: 2,
        dilationRate: 2,
        padding: "same",
        activation: "elu",
      }),
      tf.layers.batchNormalization(),
      tf.layers.averagePooling2d({ poolSize: 3, strides: 2, padding: "same" }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1 }),
    ],
  });
  // The initializers of the layers have no seed that can be given.
  model.setWeights(
    model.getWeights().map((w, i) =>
      tf.tidy(() => tf.mul(tf.tensor(values(w.size, i), w.shape), 0.5).add(i >= 7 ? 0.5 : 0))
    ),
  );
  model.compile({ optimizer: tf.train.adam(0.02), loss: "meanSquaredError" });
  const ids = values(8 * 16, 99).map((value) => Math.floor((value + 1) * 2.5));
  const x = tf.tensor2d(ids, [8, 16]), y = tf.tensor2d(values(8, 5), [8, 1]);
  const { history } = await model.fit(x, y, { epochs: 30, batchSize: 8, verbose: 0 });
  const losses = history.loss as number[];
  assertEquals(losses[29] < losses[0] / 2, true, `from ${losses[0]} to ${losses[29]}`);
  tf.dispose([x, y]);
  model.dispose();
});

Deno.test("gradients that do not fit are refused in one sentence", () => {
  tf.tidy(() => {
    const run = (name: string, inputs: tf.NamedTensorMap, attrs: object) => () =>
      tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
    const volume = tf.ones([1, 2, 2, 2, 1]), filter = tf.ones([2, 2, 2, 1, 1]);
    const convolution = { strides: 1, pad: "valid" };
    assertThrows(
      run(tf.Conv3DBackpropInputV2, { dy: volume, filter }, {
        ...convolution,
        inputShape: [1, 2, 2, 2, 1],
      }),
      RangeError,
      "Cannot compute the gradient of the input of a 3-D convolution: dy has shape [1, 2, 2, 2, 1], " +
        "but an input [1, 2, 2, 2, 1] and a filter [2, 2, 2, 1, 1] give [1, 1, 1, 1, 1]",
    );
    assertThrows(
      run(tf.Conv3DBackpropFilterV2, { x: tf.cast(volume, "int32"), dy: volume }, {
        ...convolution,
        filterShape: [1, 1, 1, 1, 1],
      }),
      TypeError,
      "Cannot compute the gradient of a 3-D filter: x is of type int32, cast it to float32",
    );
    const pooling = { filterSize: 2, strides: 1, pad: "same" };
    assertThrows(
      run(tf.MaxPool3D, { x: volume }, { ...pooling, dataFormat: "NCDHW" }),
      RangeError,
      "Cannot pool the maxima of a volume: the data format is NCDHW, use NDHWC",
    );
    assertThrows(
      run(tf.MaxPool3DGrad, { dy: filter, input: volume, output: volume }, pooling),
      RangeError,
      "Cannot pool the maxima of a volume backwards: dy is float32 [2, 2, 2, 1, 1], expected " +
        "float32 [1, 2, 2, 2, 1]",
    );
    const pooled = tf.ones([2, 4, 4, 3]), of = { filterSize: 2, strides: 2, pad: "valid" };
    for (const dy of [tf.ones([3, 2, 2, 3]), tf.ones([2, 2, 2, 1]), tf.ones([2, 2, 3])]) {
      for (const [name, kind] of [[tf.AvgPoolGrad, "averages"], [tf.MaxPoolGrad, "maxima"]]) {
        assertThrows(
          run(name, { dy, input: pooled, output: dy }, of),
          RangeError,
          `Cannot pool ${kind} backwards: dy has shape [${
            dy.shape.join(", ")
          }], expected one of 2 ` +
            "images with 3 channels",
        );
      }
    }
    const plane = tf.ones([1, 4, 4, 1]), square = tf.ones([2, 2, 1]);
    assertThrows(
      run(tf.Dilation2DBackpropInput, { x: plane, filter: square, dy: plane }, {
        ...convolution,
        dilations: 1,
      }),
      RangeError,
      "Cannot compute a gradient of a dilation: dy has shape [1, 4, 4, 1], expected [1, 3, 3, 1]",
    );
    const gradient = tf.getGradient(tf.Conv2D).gradFunc;
    const dilated = { strides: 1, pad: "same", dataFormat: "NCHW", dilations: 2 };
    assertThrows(
      () => (gradient(plane, [plane, tf.ones([2, 2, 1, 1])], dilated) as { x(): tf.Tensor }).x(),
      RangeError,
      "Cannot compute a gradient of a convolution with dilation: the data format is NCHW, use NHWC",
    );
  });
});
