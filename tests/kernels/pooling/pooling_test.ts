import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  maxPool,
  maxUnpool,
  type PoolOptions,
  sumBlocks,
  upSample,
} from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { overlapping, squares } from "./pool_shapes.ts";
import { assertHolds } from "../held.ts";
import { poolShape } from "../../../src/kernels/pooling/pool_shape.ts";
import { values } from "../load_routines.ts";
import { maxPool as plainMaxPool } from "../plain/windows/pooling.ts";

const cuts: readonly PoolOptions[] = [
  squares,
  overlapping,
  { size: [3, 3], stride: [1, 1], padding: "same" },
  { size: [2, 3], stride: [1, 2], padding: "valid" },
];

/** An image of one channel. */
const image = (rows: number[][]) => tf.tensor4d([rows.map((row) => row.map((value) => [value]))]);
/** Different values in any order, apart by more than a difference moves them. */
const spread = (shape: number[], seed: number) => {
  const order = values(shape.reduce((a, b) => a * b), seed);
  const rank = new Map([...order.keys()].sort((a, b) => order[a] - order[b]).map((v, i) => [v, i]));
  return tf.tensor(Array.from(order, (_, i) => rank.get(i)! / 10 - 5), shape);
};

Deno.test("maxPool gives the largest value of each window and where it was", () => {
  tf.tidy(() => {
    const x = image([[1, 2, 0, -1], [4, 3, -3, -2], [5, 5, -7, -8], [5, 5, -9, -6]]);
    const pooled = maxPool(x, squares);
    assertEquals(pooled.values.arraySync(), [[[[4], [0]], [[5], [-6]]]]);
    assertEquals(pooled.switches.arraySync(), [[[[2], [0]], [[0], [3]]]]);
    assertEquals(pooled.switches.dtype, "int32");
  });
});

Deno.test("maxPool never chooses a padded place, and counts it in the position", () => {
  tf.tidy(() => {
    const x = image([[-4, -3], [-2, -1]]);
    const { values, switches } = maxPool(x, { size: [3, 3], stride: [1, 1], padding: "same" });
    assertEquals(values.arraySync(), [[[[-1], [-1]], [[-1], [-1]]]]);
    assertEquals(switches.arraySync(), [[[[8], [7]], [[5], [4]]]]);
  });
});

Deno.test("maxPool and tf.maxPool pass on a NaN, wherever in a window it is, and give it the gradient", () => {
  tf.tidy(() => {
    for (const options of cuts) {
      const { size, stride, padding } = options;
      const stock = (x: tf.Tensor) =>
        tf.maxPool(x as tf.Tensor4D, [...size], [...stride], padding) as tf.Tensor;
      for (const channels of [1, 3, 8]) {
        const clean = values(6 * 7 * channels, 1);
        for (const at of [0, channels, 3 * 7 * channels, clean.length - 1]) {
          const x = tf.tensor(clean.with(at, NaN), [1, 6, 7, channels]);
          const ones = tf.tensor(new Float32Array(clean.length).with(at, 1), x.shape);
          const isHit = Array.from(maxPool(ones, options).values.dataSync(), (value) => value > 0);
          for (const pool of [(x: tf.Tensor) => maxPool(x, options).values, stock]) {
            const pooled = pool(x);
            assertEquals(Array.from(pooled.dataSync(), Number.isNaN), isHit);
            const slopes = tf.grad(pool)(x, tf.ones(pooled.shape)).dataSync();
            assertEquals(slopes[at], isHit.filter((hit) => hit).length);
          }
        }
      }
    }
  });
});

Deno.test("maxPool and tf.maxPool have the shapes of tfjs and the values of windows one by one", () => {
  tf.tidy(() => {
    for (const options of cuts) {
      const x = spread([2, 5, 6, 3], 1) as tf.Tensor4D, { size, stride, padding } = options;
      const pooled = [maxPool(x, options).values, tf.maxPool(x, [...size], [...stride], padding)];
      const [sizes, strides] = [size, stride] as [[number, number], [number, number]];
      const { outShape } = tf.backend_util.computePool2DInfo(x.shape, sizes, strides, 1, padding);
      const expected = plainMaxPool(
        x.dataSync<"float32">(),
        poolShape("pool", { shape: x.shape, options }),
      );
      for (const y of pooled) {
        assertEquals(y.shape, outShape);
        assertEquals(y.dataSync(), expected.values);
      }
    }
  });
});

Deno.test("maxUnpool puts values back to where they were and adds those that meet", () => {
  tf.tidy(() => {
    const x = image([[1, 2, 0], [0, 9, 0], [3, 0, 4]]);
    const options: PoolOptions = { size: [2, 2], stride: [1, 1], padding: "valid" };
    const { values, switches } = maxPool(x, options);
    assertEquals(switches.arraySync(), [[[[3], [2]], [[1], [0]]]]);
    const y = maxUnpool(values, switches, { ...options, outputShape: [3, 3] });
    assertEquals(y.arraySync(), image([[0, 0, 0], [0, 36, 0], [0, 0, 0]]).arraySync());
  });
});

Deno.test("maxUnpool undoes maxPool up to what was not chosen, where windows do not overlap", () => {
  tf.tidy(() => {
    for (const channels of [1, 4, 5]) {
      const x = spread([2, 5, 7, channels], 1);
      const { values, switches } = maxPool(x, squares);
      const y = maxUnpool(values, switches, { ...squares, outputShape: [5, 7] });
      const again = maxPool(tf.where(tf.notEqual(y, 0), y, tf.fill(y.shape, -100)), squares);
      assertEquals(again.values.dataSync(), values.dataSync());
      assertEquals(again.switches.dataSync(), switches.dataSync());
    }
  });
});

Deno.test("the gradients of maxPool, maxUnpool, tf.maxPool, tf.avgPool and upSample equal central differences", () => {
  for (const options of cuts) {
    const { size, stride, padding } = options;
    for (const channels of [1, 3, 4]) {
      const shape: [number, number, number, number] = [2, 5, 6, channels];
      const x = spread(shape, 3), other = spread(shape, 4);
      const { values: pooled, switches } = maxPool(other, options);
      const stock = [[...size], [...stride], padding] as [
        [number, number],
        [number, number],
        "same",
      ];
      assertGradient((a) => maxPool(a, options).values, x);
      assertGradient((a) => tf.maxPool(a as tf.Tensor4D, ...stock), x);
      assertGradient((a) => tf.avgPool(a as tf.Tensor4D, ...stock), x);
      assertGradient((a) => maxUnpool(a, switches, { ...options, outputShape: [5, 6] }), pooled);
      assertGradient((a) => upSample(a, [stride[0] + 1, 2]), x);
      tf.dispose([x, other, pooled, switches]);
    }
  }
});

Deno.test("the gradient of switches and values that come from one image goes through the values", () => {
  tf.tidy(() => {
    const weights = tf.tensor(values(16, 2), [1, 4, 4, 1]);
    const x = spread([1, 4, 4, 1], 1);
    const slopes = tf.grad((a: tf.Tensor) => {
      const { values, switches } = maxPool(a, squares);
      return tf.mul(maxUnpool(values, switches, { ...squares, outputShape: [4, 4] }), weights);
    })(x);
    const { values: pooled, switches } = maxPool(x, squares);
    const kept = maxUnpool(tf.onesLike(pooled), switches, { ...squares, outputShape: [4, 4] });
    assertEquals(slopes.dataSync(), tf.mul(kept, weights).dataSync());
  });
});

Deno.test("tf.maxPool gives its gradient to the lowest of equal maxima, also of negative ones", () => {
  tf.tidy(() => {
    const slopes = (rows: number[][], size: number) =>
      tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, size, 2, "same"))(image(rows));
    assertEquals(Array.from(slopes([[1, 1], [1, 1]], 2).dataSync()), [1, 0, 0, 0]);
    assertEquals(Array.from(slopes([[-2, -1], [-1, -3]], 2).dataSync()), [0, 1, 0, 0]);
    assertEquals(Array.from(slopes([[-2, -3], [-1, -1]], 3).dataSync()), [0, 0, 1, 0]);
    assertEquals(Array.from(slopes([[0, 0], [0, 0]], 3).dataSync()), [1, 0, 0, 0]);
  });
});

Deno.test("tf.maxPool rounds sizes up where it is told, and leaves images with windows of padding alone to tfjs", () => {
  tf.tidy(() => {
    const wide = image([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
    assertEquals(tf.maxPool(wide, 2, 2, 0, "ceil").dataSync(), Float32Array.of(5, 6, 8, 9));
    const ceiled = tf.grad((a: tf.Tensor) => tf.maxPool(a as tf.Tensor4D, 2, 2, 0, "ceil"));
    assertEquals(Array.from(ceiled(wide).dataSync()), [0, 0, 0, 0, 1, 1, 0, 1, 1]);
    const padded = tf.maxPool(wide, 2, 1, 3, "floor");
    assertEquals(padded.shape, [1, 8, 8, 1]);
    const inside = [[1, 2, 3, 3], [4, 5, 6, 6], [7, 8, 9, 9], [7, 8, 9, 9]];
    assertEquals(
      tf.slice(padded, [0, 2, 2, 0], [1, 4, 4, 1]).arraySync(),
      image(inside).arraySync(),
    );
  });
});

Deno.test("tf.image.resizeNearestNeighbor repeats pixels by whole factors, and otherwise as before", () => {
  tf.tidy(() => {
    const x = image([[1, 2], [3, 4]]), dy = tf.ones([1, 4, 6, 1]);
    const resized = tf.image.resizeNearestNeighbor(x, [2, 4]);
    assertEquals(Array.from(resized.dataSync()), [1, 1, 2, 2, 3, 3, 4, 4]);
    const resize = (a: tf.Tensor) => tf.image.resizeNearestNeighbor(a as tf.Tensor4D, [4, 6]);
    assertEquals(Array.from(tf.grad(resize)(x, dy).dataSync()), [6, 6, 6, 6]);
    const odd = tf.image.resizeNearestNeighbor(x, [3, 3]).dataSync();
    assertEquals(Array.from(odd), [1, 1, 2, 1, 1, 2, 3, 3, 4]);
    const aligned = tf.image.resizeNearestNeighbor(x, [4, 4], true).dataSync();
    assertEquals(aligned.slice(0, 4), Float32Array.of(1, 1, 2, 2));
    assertEquals(tf.image.resizeNearestNeighbor(tf.cast(x, "int32"), [2, 4]).shape, [1, 2, 4, 1]);
  });
});

Deno.test("tf.image.resizeNearestNeighbor to no rows or no columns ends, with nothing in it", () => {
  tf.tidy(() => {
    for (const [height, width] of [[4, 0], [0, 4], [0, 0]]) {
      const resized = tf.image.resizeNearestNeighbor(image([[1, 2], [3, 4]]), [height, width]);
      assertEquals(resized.shape, [1, height, width, 1]);
      assertEquals(resized.dataSync(), new Float32Array(0));
    }
  });
});

Deno.test("upSample repeats every pixel down and across", () => {
  tf.tidy(() => {
    const y = upSample(image([[1, 2], [3, 4]]), [3, 2]);
    const rows = [[1, 1, 2, 2], [3, 3, 4, 4]];
    const [upper, lower] = rows;
    const expected = image([upper, upper, upper, lower, lower, lower]);
    assertEquals(y.arraySync(), expected.arraySync());
  });
});

Deno.test("sumBlocks adds up the pixels of each block", () => {
  tf.tidy(() => {
    const y = sumBlocks(image([[1, 2, 3, 4], [5, 6, 7, 8]]), [2, 2]);
    assertEquals(y.arraySync(), image([[14, 22]]).arraySync());
  });
});

Deno.test("steps of pooling and unpooling hold no more tensors and no more heap than the first", () => {
  const x = spread([2, 8, 8, 4], 1);
  const step = () => {
    const { value, grads } = tf.valueAndGrads((a) => {
      const { values, switches } = maxPool(a, overlapping);
      const back = maxUnpool(values, switches, { ...overlapping, outputShape: [8, 8] });
      return tf.sum(upSample(back, [2, 2])) as tf.Scalar;
    })([x]);
    tf.dispose([value, grads]);
    const pooled = maxPool(x, squares), { values, switches } = pooled;
    maxUnpool(values, switches, { ...squares, outputShape: [8, 8] }).dispose();
    tf.dispose(pooled);
  };
  assertHolds(step, 50);
  x.dispose();
});

/** Compares the gradient of Σ weights · apply(x), linear near x, with central differences. */
function assertGradient(apply: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): void {
  const h = 1 / 64;
  tf.tidy(() => {
    const shape = apply(x).shape, weights = tf.tensor(values(apply(x).size, 9), shape);
    const slopes = tf.grad(apply)(x, weights).dataSync(), data = x.dataSync<"float32">();
    assertEquals(slopes.length, data.length);
    const factors = weights.dataSync();
    const loss = (moved: Float32Array) => {
      const y = tf.tidy(() => apply(tf.tensor(moved, x.shape))), sums = y.dataSync<"float32">();
      y.dispose();
      return sums.reduce((sum, value, k) => sum + value * factors[k], 0);
    };
    // Every fifth: they are many.
    for (let i = 0; i < data.length; i += 5) {
      const difference = loss(data.with(i, data[i] + h)) - loss(data.with(i, data[i] - h));
      assertAlmostEquals(slopes[i], difference / (2 * h), 2e-4);
    }
  });
}
