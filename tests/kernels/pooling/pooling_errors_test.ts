import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { maxPool, maxUnpool, sumBlocks, upSample } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { overlapping, squares } from "./pool_shapes.ts";

Deno.test("maxPool refuses windows that do not fit, other shapes and other types", () => {
  tf.tidy(() => {
    const x = tf.ones([1, 3, 5, 2]);
    assertThrows(
      () => maxPool(x, { ...squares, size: [4, 2] }),
      RangeError,
      'Cannot pool images: a window of [4, 2] is larger than an image of [3, 5], use a smaller one or "same" padding',
    );
    assertEquals(maxPool(x, { ...overlapping, size: [4, 9] }).values.shape, [1, 2, 3, 2]);
    assertThrows(
      () => maxPool(x, { ...squares, size: [2, 0] }),
      RangeError,
      "size is [2, 0], expected two whole numbers above 0",
    );
    assertThrows(
      () => maxPool(x, { ...squares, stride: [1.5, 2] }),
      RangeError,
      "stride is [1.5, 2], expected two whole numbers above 0",
    );
    assertThrows(
      () => maxPool(x, { ...squares, padding: "explicit" as "same" }),
      RangeError,
      'padding is "explicit", expected "valid" or "same"',
    );
    assertThrows(
      () => maxPool(tf.ones([3, 5, 2]), squares),
      RangeError,
      "Cannot pool images: images have shape [3, 5, 2], expected four axes",
    );
    assertThrows(
      () => maxPool(tf.ones([1, 3, 5, 2], "int32"), squares),
      TypeError,
      "Cannot pool images: x is of type int32, expected float32",
    );
  });
});

Deno.test("maxUnpool refuses switches that name no place, shapes that do not fit and other types", () => {
  tf.tidy(() => {
    const y = tf.ones([1, 2, 2, 1]), into = (H: number, W: number) => [H, W] as const;
    const switches = (...places: number[]) => tf.tensor(places, [1, 2, 2, 1], "int32");
    const before = tf.backend().numDataIds();
    for (const bad of [4, -1, 2 ** 31 - 1]) {
      tf.tidy(() =>
        assertThrows(
          () => maxUnpool(y, switches(0, 1, bad, 3), { ...squares, outputShape: into(4, 5) }),
          RangeError,
          "Cannot unpool values: the switch at [0, 1, 0, 0] names no place inside a window of " +
            "[2, 2] and an image of [4, 5], expected those that maxPool gave",
        )
      );
    }
    assertThrows(
      () => maxUnpool(y, switches(0, 4, 4, 4), { ...overlapping, outputShape: into(3, 3) }),
      RangeError,
      "the switch at [0, 0, 0, 0] names no place",
    );
    assertEquals(tf.backend().numDataIds(), before + 1);
    const good = switches(0, 1, 2, 3);
    assertThrows(
      () => maxUnpool(y, good, { ...squares, outputShape: into(6, 4) }),
      RangeError,
      "Cannot unpool values to images of [6, 4]: they are pooled to [3, 2], but y has shape [1, 2, 2, 1]",
    );
    assertThrows(
      () => maxUnpool(tf.ones([1, 2, 1, 1]), good, { ...squares, outputShape: into(4, 4) }),
      RangeError,
      "y has shape [1, 2, 1, 1] and switches [1, 2, 2, 1], expected the same four axes",
    );
    assertThrows(
      () => maxUnpool(y, tf.zeros([1, 2, 2, 1]), { ...squares, outputShape: into(4, 4) }),
      TypeError,
      "switches is of type float32, expected int32",
    );
    assertThrows(
      () => maxUnpool(tf.cast(y, "int32"), good, { ...squares, outputShape: into(4, 4) }),
      TypeError,
      "y is of type int32, expected float32",
    );
  });
});

Deno.test("upSample refuses other shapes, other factors and other types", () => {
  tf.tidy(() => {
    const x = tf.ones([1, 2, 2, 1]);
    assertThrows(
      () => upSample(x, [2, 0]),
      RangeError,
      "Cannot repeat the pixels of images: the factors are [2, 0], expected two whole numbers above 0",
    );
    assertThrows(() => upSample(tf.ones([2, 2]), [2, 2]), RangeError, "x has shape [2, 2]");
    assertThrows(
      () => upSample(tf.ones([1, 2, 2, 1], "bool"), [2, 2]),
      TypeError,
      "x is of type bool, expected float32",
    );
  });
});

Deno.test("sumBlocks refuses what upSample refuses, and blocks that do not fill the images", () => {
  tf.tidy(() => {
    assertThrows(
      () => sumBlocks(tf.ones([1, 2, 3, 1]), [2, 2]),
      RangeError,
      "Cannot sum the blocks of images of shape [1, 2, 3, 1]: blocks of [2, 2] do not fill them",
    );
    assertThrows(() => sumBlocks(tf.ones([2, 2]), [2, 2]), RangeError, "x has shape [2, 2]");
  });
});
