import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { sgdStep } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

const UPDATE = { momentum: 0, nesterov: false, weightDecay: 0, gradientScale: 1 };

Deno.test("every convolution sees a filter that was updated in place", () => {
  const x = tf.tensor4d(values(108, 1), [1, 6, 6, 3]), gradient = tf.ones([3, 3, 3, 1]);
  const ones = tf.ones<tf.Rank.R4>([3, 3, 3, 1]);
  const convolutions = [
    (filter: tf.Tensor4D) => tf.conv2d(x, filter, 1, "valid"),
    (filter: tf.Tensor4D) => tf.conv2d(x, filter, 1, "valid", "NHWC", 2),
    (filter: tf.Tensor4D) => tf.depthwiseConv2d(x, filter, 1, "valid"),
    (filter: tf.Tensor4D) => tf.fused.conv2d({ x, filter, strides: 1, pad: "valid" }),
    (filter: tf.Tensor4D) => tf.fused.depthwiseConv2d({ x, filter, strides: 1, pad: "valid" }),
  ];
  for (const convolve of convolutions) {
    const filter = tf.mul<tf.Tensor4D>(ones, 3), velocity = tf.zerosLike(filter);
    convolve(filter).dispose();
    sgdStep({ param: filter, gradient, velocity }, { ...UPDATE, learningRate: 2 });
    const actual = tf.tidy(() => convolve(filter).dataSync());
    assertEquals(actual, tf.tidy(() => convolve(ones).dataSync()));
    tf.dispose([filter, velocity]);
  }
  tf.dispose([x, gradient, ones]);
});

Deno.test("tf.prelu sees slopes that were updated in place", () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[-1, -2]]), slopes = tf.tensor2d([[0.5, 0.5]]);
    assertEquals(tf.prelu(x, slopes).dataSync(), Float32Array.of(-0.5, -1));
    const step = { ...UPDATE, learningRate: 1 };
    sgdStep(
      { param: slopes, gradient: tf.tensor2d([[0.5, -0.25]]), velocity: tf.zeros([1, 2]) },
      step,
    );
    assertEquals(tf.prelu(x, slopes).dataSync(), Float32Array.of(-0, -1.5));
  });
});
