import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  depthwiseFilterGradient,
  depthwiseFilterGradientRows,
  depthwiseFilterGradientScratch,
} from "../../../src/kernels/tfjs/convolution/depthwise_filter_gradient.ts";
import {
  depthwiseInputGradient,
  depthwiseInputGradientScratch,
} from "../../../src/kernels/tfjs/convolution/depthwise_input_gradient.ts";
import type { DepthwiseShape } from "../../../src/kernels/tfjs/convolution/depthwise_shape.ts";
import * as plain from "../plain/windows/depthwise.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { depthwiseShapes } from "./depthwise_shapes.ts";
import { loadRoutines, runGuarded, values } from "../load_routines.ts";
import { tensor } from "../tensors.ts";
import { checkGradients } from "./check_gradients.ts";

function sizes(shape: DepthwiseShape) {
  return {
    x: shape.batch * shape.height * shape.width * shape.channels,
    y: shape.batch * shape.outHeight * shape.outWidth * shape.outChannels,
    filter: shape.sizeHeight * shape.sizeWidth * shape.outChannels,
  };
}

for (const build of ["simd", "relaxed"] as const) {
  const check = (actual: Float32Array, expected: Float32Array, name: string) => {
    if (build === "simd") assertEquals(actual, expected, name);
    else actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-4, name));
  };

  Deno.test(`both depthwise gradients in the ${build} build equal their plain twins`, async () => {
    for (const [name, shape] of Object.entries(depthwiseShapes)) {
      const loaded = await loadRoutines(build), { put, routines } = loaded;
      const size = sizes(shape), x = values(size.x, 1), filter = values(size.filter, 2);
      const dy = values(size.y, 3), bandRows = depthwiseFilterGradientRows(shape);
      const at = { x: put(x, 4), filter: put(filter, 8), dy: put(dy, 4) };
      const gradient = runGuarded(loaded, {
        count: size.filter,
        scratchBytes: depthwiseFilterGradientScratch(shape),
        write: ({ scratch, out: gradient }) =>
          depthwiseFilterGradient({ routines, ...at, scratch, gradient }, shape),
      });
      const expected = plain.depthwiseFilterGradient({ x, dy, bandRows }, shape);
      check(gradient, expected, `filter, ${name}`);
      const dx = runGuarded(loaded, {
        count: size.x,
        scratchBytes: depthwiseInputGradientScratch(shape),
        write: ({ scratch, out: dx }) =>
          depthwiseInputGradient({ routines, ...at, scratch, dx }, shape),
      });
      check(dx, plain.depthwiseInputGradient({ dy, filter }, shape), `input, ${name}`);
    }
  });
}

type Pad = "same" | "valid" | number;

const cases: {
  x: number[];
  filter: number[];
  strides: number | [number, number];
  pad: Pad;
  dilations?: number | [number, number];
}[] = [
  { x: [2, 4, 5, 3], filter: [3, 3, 3, 1], strides: 1, pad: "same" },
  { x: [1, 5, 4, 2], filter: [3, 2, 2, 3], strides: 2, pad: "same" },
  { x: [1, 5, 7, 5], filter: [2, 3, 5, 1], strides: 2, pad: "valid" },
  { x: [1, 6, 7, 2], filter: [3, 2, 2, 2], strides: 1, pad: "same", dilations: 2 },
  { x: [1, 6, 7, 2], filter: [3, 2, 2, 2], strides: 1, pad: "valid", dilations: [2, 3] },
  { x: [1, 4, 5, 2], filter: [3, 3, 2, 1], strides: 1, pad: 1 },
];

Deno.test("the gradients of tf.depthwiseConv2d equal central differences", () => {
  for (const { x, filter, strides, pad, dilations } of cases) {
    checkGradients({
      shapes: [x, filter],
      run: (x, filter) => tf.depthwiseConv2d(x, filter, strides, pad, "NHWC", dilations),
    });
  }
});

Deno.test("tf.fused.depthwiseConv2d and tf.separableConv2d have gradients", () => {
  tf.tidy(() => {
    const x = tensor<tf.Rank.R4>([1, 5, 5, 2], 1), filter = tensor<tf.Rank.R4>([3, 3, 2, 2], 2);
    const pointwise = tensor<tf.Rank.R4>([1, 1, 4, 3], 3);
    const plain = (a: tf.Tensor) => tf.depthwiseConv2d(a as tf.Tensor4D, filter, 1, "same");
    const fused = (a: tf.Tensor) =>
      tf.fused.depthwiseConv2d({ x: a as tf.Tensor4D, filter, strides: 1, pad: "same" });
    assertEquals(tf.grad(fused)(x).dataSync(), tf.grad(plain)(x).dataSync());
    const f = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) =>
      tf.separableConv2d(
        a as tf.Tensor4D,
        b as tf.Tensor4D,
        c as tf.Tensor4D,
        1,
        "same",
      );
    const operands = [x, filter, pointwise], y = f(x, filter, pointwise);
    const total = tf.sum(y).dataSync()[0];
    // It is linear in each operand: the gradient times the operand is the value itself.
    tf.grads(f)(operands).forEach((gradient, i) =>
      assertAlmostEquals(tf.sum(tf.mul(gradient, operands[i])).dataSync()[0], total, 1e-4)
    );
  });
});

Deno.test("the gradient of a depthwise filter over no images is zero", () => {
  tf.tidy(() => {
    const filter = tf.ones([3, 3, 1, 2]) as tf.Tensor4D;
    const f = (b: tf.Tensor) =>
      tf.depthwiseConv2d(tf.zeros<tf.Rank.R4>([0, 4, 4, 1]), b as tf.Tensor4D, 1, "same");
    assertEquals(tf.grad(f)(filter).dataSync(), new Float32Array(18));
  });
});

Deno.test("the gradients of tf.depthwiseConv2d keep no tensor and let no heap grow", () => {
  const x = tensor<tf.Rank.R4>([2, 14, 14, 8], 1), filter = tensor<tf.Rank.R4>([3, 3, 8, 2], 2);
  const step = () =>
    tf.dispose(
      tf.grads((a: tf.Tensor, b: tf.Tensor) =>
        tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, "same")
      )([x, filter]),
    );
  assertHolds(step);
  tf.dispose([x, filter]);
});

Deno.test("a gradient of a depthwise convolution that does not fit is refused in one sentence", () => {
  tf.tidy(() => {
    const x = tf.ones([1, 4, 4, 2]), attrs = { strides: 1, pad: "valid", dilations: 1 };
    const run = (dy: tf.Tensor, filterShape: number[], x: tf.Tensor) =>
      tf.engine().runKernel(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, {
        ...attrs,
        filterShape,
      });
    assertThrows(
      () => run(x, [3, 3, 2, 1], x),
      RangeError,
      "Cannot compute the gradient of a depthwise filter: dy has shape [1, 4, 4, 2], but an input " +
        "[1, 4, 4, 2] and a filter [3, 3, 2, 1] give [1, 2, 2, 2]",
    );
    assertThrows(
      () => run(x, [3, 3, 3, 1], x),
      RangeError,
      "[height, width, channels, multiplier], not an input [1, 4, 4, 2] and a filter [3, 3, 3, 1]",
    );
    assertThrows(
      () => run(x, [1, 1, 2, 1], tf.ones([1, 4, 4, 2], "int32")),
      TypeError,
      "Cannot compute the gradient of a depthwise filter: x is of type int32, cast it to float32",
    );
    assertThrows(
      () =>
        tf.engine().runKernel(
          tf.DepthwiseConv2dNativeBackpropInput,
          { dy: x, filter: tf.ones([3, 3, 2, 1]) },
          { ...attrs, inputShape: [1, 4, 4, 2] },
        ),
      RangeError,
      "Cannot compute the gradient of the input of a depthwise convolution: dy has shape",
    );
  });
});
