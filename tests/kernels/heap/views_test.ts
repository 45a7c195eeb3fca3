import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import "../../start_backend.ts";
import { heapBytes } from "../../../src/kernels/mod.ts";

/** Operations whose kernels view the values of their inputs, and shapes, one axis of them open. */
const operations: Readonly<
  Record<string, { shape: readonly number[]; run(x: tf.Tensor): tf.Tensor }>
> = {
  "tf.maxPool3d": {
    shape: [1, 1, 1, -1, 1],
    run: (x) => tf.maxPool3d(x as tf.Tensor5D, 1, 1, 0),
  },
  "tf.dilation2d": {
    shape: [1, 1, -1, 1],
    run: (x) => tf.dilation2d(x as tf.Tensor4D, tf.zeros([1, 1, 1]), 1, "valid"),
  },
  "the gradient of tf.dilation2d": {
    shape: [1, 1, -1, 1],
    run: (dy) =>
      tf.engine().runKernel(tf.Dilation2DBackpropFilter, {
        x: dy,
        filter: tf.zeros([1, 1, 1]),
        dy,
      }, { strides: 1, pad: "valid", dilations: 1 }) as tf.Tensor,
  },
  "tf.gather": { shape: [-1], run: (x) => tf.gather(x, tf.tensor1d([1, 0], "int32")) },
};

for (const [name, { shape, run }] of Object.entries(operations)) {
  Deno.test(`${name} reads a tensor that the heap has yet to grow for`, async () => {
    const before = heapBytes(), count = before / 4;
    // A tensor of another backend comes to the heap where it is first read.
    await tf.setBackend("cpu");
    const x = tf.fill(shape.map((axis) => axis === -1 ? count : axis), -1);
    await tf.setBackend("wasm");
    tf.tidy(() => assertEquals(run(x).dataSync().every((value) => value < 0), true));
    assert(heapBytes() > before);
    x.dispose();
  });
}
