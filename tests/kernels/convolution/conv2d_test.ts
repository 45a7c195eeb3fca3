import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { biasedConv2d, biasedConv2dTranspose } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { assertClose, tensor } from "../tensors.ts";
import { checkGradients } from "../tfjs/check_gradients.ts";

type Pad = "same" | "valid" | number | [[0, 0], [number, number], [number, number], [0, 0]];

const cases: { strides: number | [number, number]; pad: Pad; x: number[]; filter: number[] }[] = [
  { strides: 1, pad: "same", x: [2, 4, 5, 3], filter: [3, 3, 3, 4] },
  { strides: 2, pad: "same", x: [1, 5, 4, 1], filter: [3, 2, 1, 9] },
  { strides: [1, 3], pad: "valid", x: [2, 4, 7, 2], filter: [2, 3, 2, 1] },
  { strides: 1, pad: 1, x: [1, 3, 3, 2], filter: [5, 5, 2, 3] },
  { strides: 2, pad: [[0, 0], [2, 0], [0, 1], [0, 0]], x: [2, 4, 4, 1], filter: [3, 3, 1, 2] },
];

Deno.test("the gradients of tf.conv2d equal central differences", () => {
  for (const { strides, pad, x, filter } of cases) {
    checkGradients({
      shapes: [x, filter],
      run: (x, filter) => tf.conv2d(x, filter, strides, pad),
    });
  }
});

Deno.test("tf.conv2dTranspose is the adjoint of tf.conv2d, and has both gradients", () => {
  tf.tidy(() => {
    const x = tensor<tf.Rank.R4>([2, 7, 6, 3], 1), filter = tensor<tf.Rank.R4>([3, 3, 3, 5], 2);
    const y = tensor<tf.Rank.R4>([2, 4, 3, 5], 3);
    const transposed = tf.conv2dTranspose(y, filter, [2, 7, 6, 3], 2, "same");
    const left = tf.sum(tf.mul(tf.conv2d(x, filter, 2, "same"), y)).dataSync()[0];
    assertAlmostEquals(tf.sum(tf.mul(x, transposed)).dataSync()[0], left, 1e-4);

    const f = (a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(
        tf.mul(
          tf.conv2dTranspose(a as tf.Tensor4D, b as tf.Tensor4D, [2, 7, 6, 3], 2, "same"),
          x,
        ),
      ) as tf.Scalar;
    const [ofY, ofFilter] = tf.grads(f)([y, filter]);
    // It is linear in each operand: the gradient times the operand is the value itself.
    assertAlmostEquals(tf.sum(tf.mul(ofY, y)).dataSync()[0], left, 1e-4);
    assertAlmostEquals(tf.sum(tf.mul(ofFilter, filter)).dataSync()[0], left, 1e-4);
  });
});

Deno.test("a biased convolution is the convolution plus the bias, with the same gradients", () => {
  const options = { stride: [2, 1], padding: "same" } as const, image = [2, 5, 6, 3];
  const plain = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
    tf.add(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 1], "same"), bias);
  const transposed = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) => {
    const shape = image as [number, number, number, number];
    const y = tf.conv2dTranspose(
      x as tf.Tensor4D,
      filter as tf.Tensor4D,
      shape,
      [2, 1],
      "same",
    );
    return tf.add(y, bias);
  };
  const pairs = [
    {
      ours: (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
        biasedConv2d({ x, filter, bias }, options),
      plain,
      shapes: [image, [3, 3, 3, 5], [5]],
    },
    {
      ours: (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
        biasedConv2dTranspose({ x, filter, bias }, { ...options, outputShape: image }),
      plain: transposed,
      shapes: [[2, 3, 6, 5], [3, 3, 3, 5], [3]],
    },
  ];
  for (const { ours, plain, shapes } of pairs) {
    tf.tidy(() => {
      const inputs = shapes.map((shape, i) => tensor(shape, i));
      const y = plain(inputs[0], inputs[1], inputs[2]);
      assertClose(ours(inputs[0], inputs[1], inputs[2]), y, 2e-5);
      const dy = tensor(y.shape, 4);
      const [actual, expected] = [ours, plain].map((f) =>
        tf.grads(f as (...inputs: tf.Tensor[]) => tf.Tensor)(inputs, dy)
      );
      actual.forEach((gradient, i) => assertClose(gradient, expected[i], 2e-5));
    });
  }
});

Deno.test("a bias that does not fit a convolution is refused in one sentence", () => {
  tf.tidy(() => {
    const x = tf.ones([1, 4, 4, 2]), filter = tf.ones([3, 3, 2, 5]);
    const options = { stride: [1, 1], padding: "same" } as const;
    assertThrows(
      () => biasedConv2d({ x, filter, bias: tf.ones([2]) }, options),
      RangeError,
      "Cannot convolve: the bias has shape [2], expected [5]",
    );
    assertThrows(
      () => biasedConv2d({ x, filter, bias: tf.ones([5], "int32") }, options),
      TypeError,
      "Cannot convolve: the bias is of type int32, cast it to float32",
    );
  });
});

Deno.test("the gradient of a filter over no images is zero", () => {
  tf.tidy(() => {
    const filter = tf.ones([3, 3, 1, 2]) as tf.Tensor4D;
    const f = (b: tf.Tensor) =>
      tf.conv2d(tf.zeros<tf.Rank.R4>([0, 4, 4, 1]), b as tf.Tensor4D, 1, "same");
    assertEquals(tf.grad(f)(filter).dataSync(), new Float32Array(18));
  });
});

Deno.test("the gradients of tf.conv2d keep no tensor and let no heap grow", () => {
  const x = tensor<tf.Rank.R4>([4, 28, 28, 8], 1), filter = tensor<tf.Rank.R4>([3, 3, 8, 8], 2);
  const step = () =>
    tf.dispose(
      tf.grads((a: tf.Tensor, b: tf.Tensor) =>
        tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, "same")
      )([x, filter]),
    );
  assertHolds(step);
  tf.dispose([x, filter]);
});

Deno.test("a gradient of a convolution that does not fit is refused in one sentence", () => {
  tf.tidy(() => {
    const x = tf.ones([1, 3, 4, 4]), filter = tf.ones([2, 2, 3, 2]);
    const attrs = { strides: 1, pad: "valid", dataFormat: "NCHW", inputShape: [1, 3, 4, 4] };
    assertThrows(
      () => tf.engine().runKernel(tf.Conv2DBackpropInput, { dy: x, filter }, attrs),
      RangeError,
      "Cannot compute the gradient of the input of a convolution: the data format is NCHW, use NHWC",
    );
    assertThrows(
      () =>
        tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy: x }, {
          ...attrs,
          filterShape: [2, 2, 3, 2],
        }),
      RangeError,
      "Cannot compute the gradient of a filter: the data format is NCHW, use NHWC",
    );
    assertThrows(
      () =>
        tf.conv2dTranspose(
          tensor<tf.Rank.R4>([1, 5, 5, 2], 1),
          tensor<tf.Rank.R4>([3, 3, 1, 2], 2),
          [1, 5, 5, 1],
          1,
          "valid",
        ),
      RangeError,
      "dy has shape [1, 5, 5, 2], but an input [1, 5, 5, 1] and a filter [3, 3, 1, 2] give [1, 3, 3, 2]",
    );
    const integers = tf.ones([1, 4, 4, 2], "int32");
    assertThrows(
      () =>
        tf.engine().runKernel(tf.Conv2DBackpropFilter, { x: integers, dy: integers }, {
          strides: 1,
          pad: "same",
          dataFormat: "NHWC",
          filterShape: [3, 3, 2, 2],
        }),
      TypeError,
      "Cannot compute the gradient of a filter: x is of type int32, cast it to float32",
    );
  });
});

Deno.test("tf.conv2d is the same with and without a batch axis", () => {
  tf.tidy(() => {
    const x = tensor<tf.Rank.R4>([1, 5, 6, 2], 1), filter = tensor<tf.Rank.R4>([3, 3, 2, 4], 2);
    const single = tf.conv2d(tf.reshape(x, [5, 6, 2]) as tf.Tensor3D, filter, 2, "same");
    assertEquals(single.shape, [3, 3, 4]);
    assertEquals(single.dataSync(), tf.conv2d(x, filter, 2, "same").dataSync());
  });
});
