import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  denseCode,
  type SparseCode,
  sparseDecode,
  sparseEncode,
  type SparseEncodeOptions,
} from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { assertClose, tensor } from "../tensors.ts";

/** Input, weight, bias and a dictionary [N, D]. */
const setUp = ([rows, depth, size]: readonly number[]) => ({
  x: tensor([rows, depth], 1),
  weight: tensor([size, depth], 2),
  bias: tensor([size], 3),
  dictionary: tensor([size, depth], 4),
});

const preActivations = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) =>
  tf.add(tf.matMul(x, weight, false, true), bias);

/** 1 where a sparse code has an entry, [B, N], which no gradient goes through. */
const maskOf = ({ indices, size }: SparseCode) => tf.sum(tf.oneHot(indices, size), 1);

Deno.test("sparseEncode gives what tf.topk takes of the dense pre-activations", () => {
  for (const sizes of [[1, 1, 1], [3, 4, 8], [5, 7, 13], [30, 9, 101]]) {
    const { x, weight, bias } = setUp(sizes), [, , size] = sizes;
    for (const k of [1, Math.min(5, size), size]) {
      tf.tidy(() => {
        const stock = tf.topk(preActivations(x, weight, bias), k);
        for (const rectified of [false, true]) {
          const { code, ...others } = sparseEncode(x, { weight, bias }, { k, rectified });
          assertEquals(others, {});
          assertEquals(code.size, size);
          assertEquals(code.indices.dataSync(), stock.indices.dataSync());
          assertClose(code.values, rectified ? tf.relu(stock.values) : stock.values, 1e-6);
        }
      });
    }
    tf.dispose([x, weight, bias]);
  }
});

Deno.test("sparseEncode takes equal pre-activations by rising index and encodes no rows", () => {
  tf.tidy(() => {
    const weight = tf.ones([5, 2]), bias = tf.tensor1d([0, 1, 0, 1, 1]);
    const { code } = sparseEncode(tf.ones([2, 2]), { weight, bias }, { k: 4 });
    assertEquals(code.indices.arraySync(), [[1, 3, 4, 0], [1, 3, 4, 0]]);
    for (const batch of [false, true]) {
      const none = sparseEncode(tf.ones([0, 2]), { weight, bias }, {
        k: 1,
        rectified: true,
        batch,
      });
      assertEquals(none.code.values.shape[0], 0);
    }
  });
});

Deno.test("sparseEncode of more rows than one block holds equals that of each block", () => {
  tf.tidy(() => {
    const { x, weight, bias } = setUp([201, 2, 21001]), dead = tf.ones([21001]);
    const options = { k: 3, dead, auxiliaryK: 2 };
    const { code, auxiliary } = sparseEncode(x, { weight, bias }, options);
    const stock = tf.topk(preActivations(x, weight, bias), 3);
    assertEquals(code.indices.dataSync(), stock.indices.dataSync());
    assertEquals(auxiliary?.indices.dataSync(), tf.slice(stock.indices, 0, [201, 2]).dataSync());
  });
});

Deno.test("the auxiliary code has the largest of the dead latents, all where they are few", () => {
  const { x, weight, bias } = setUp([4, 5, 11]);
  tf.tidy(() => {
    const marks = [[], [7], [0, 3, 10], [1, 2, 3, 4, 5, 6], Array.from(Array(11).keys())];
    for (const dead of marks) {
      const isDead = Array.from({ length: 11 }, (_, n) => dead.includes(n) ? 1 : 0);
      const expected = tf.topk(
        tf.where(tf.tensor1d(isDead, "bool"), preActivations(x, weight, bias), -1000),
        Math.max(1, Math.min(4, dead.length)),
      );
      const floats = tf.tensor1d(isDead.map((mark) => mark ? -0.5 : -0));
      for (const given of [floats, tf.tensor1d(isDead, "int32")]) {
        const options = { k: 3, dead: given, auxiliaryK: 4 };
        const { code, auxiliary } = sparseEncode(x, { weight, bias }, options);
        assertEquals(code.values.shape, [4, 3]);
        if (auxiliary === undefined) assertEquals(dead.length, 0);
        else {
          assertEquals(auxiliary.size, 11);
          assertEquals(auxiliary.indices.dataSync(), expected.indices.dataSync());
          assertClose(auxiliary.values, tf.relu(expected.values), 1e-6);
        }
      }
    }
  });
  tf.dispose([x, weight, bias]);
});

Deno.test("the gradients of sparseEncode are those of dense products, auxiliary code and all", () => {
  const { x, weight, bias, dictionary } = setUp([6, 9, 30]), target = tensor([6, 9], 5);
  const dead = tf.tensor1d(Array.from({ length: 30 }, (_, n) => n % 4 === 0 ? 1 : 0));
  const error = (y: tf.Tensor) => tf.mean(tf.squaredDifference(y, target)) as tf.Scalar;
  for (const options of [{ k: 1 }, { k: 7, rectified: true }, { k: 30, rectified: true }]) {
    for (const auxiliaryK of [0, 3, 20]) {
      const all: SparseEncodeOptions = auxiliaryK ? { ...options, dead, auxiliaryK } : options;
      const sparse = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor, d: tf.Tensor) => {
        const { code, auxiliary } = sparseEncode(x, { weight, bias }, all);
        const loss = error(sparseDecode(code, d));
        return auxiliary ? tf.add(loss, error(sparseDecode(auxiliary, d))) : loss;
      };
      const dense = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor, d: tf.Tensor) => {
        const pre = preActivations(x, weight, bias);
        const { code, auxiliary } = sparseEncode(x, { weight, bias }, all);
        const kept = options.rectified ? tf.relu(pre) : pre;
        const loss = error(tf.matMul(tf.mul(kept, maskOf(code)), d));
        if (auxiliary === undefined) return loss;
        return tf.add(loss, error(tf.matMul(tf.mul(tf.relu(pre), maskOf(auxiliary)), d)));
      };
      const inputs = [x, weight, bias, dictionary];
      const [ours, expected] = [sparse, dense].map((loss) =>
        tf.valueAndGrads((...args) => loss(args[0], args[1], args[2], args[3]) as tf.Scalar)(inputs)
      );
      assertClose(ours.value, expected.value, 1e-6);
      ours.grads.forEach((gradient, i) => assertClose(gradient, expected.grads[i], 1e-6));
      tf.dispose([ours, expected]);
    }
  }
  tf.dispose([x, weight, bias, dictionary, target, dead]);
});

Deno.test("the gradients of sparseEncode equal central differences", () => {
  const [rows, depth, size] = [3, 5, 9], h = 1e-3;
  const inputs = [tensor([rows, depth], 1), tensor([size, depth], 2), tensor([size], 3)];
  const dead = tf.tensor1d([0, 1, 0, 0, 1, 1, 0, 0, 0], "int32");
  const weights = tensor([rows, size], 4);
  for (const choice of [{ k: 2, dead, auxiliaryK: 2 }, { k: 2, batch: true }]) {
    const loss = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) => {
      const options = { ...choice, rectified: true };
      const { code, auxiliary } = sparseEncode(x, { weight, bias }, options);
      const dense = tf.square(denseCode(code));
      const both = auxiliary ? tf.sub(dense, tf.square(denseCode(auxiliary))) : dense;
      return tf.sum(tf.mul(both, weights)) as tf.Scalar;
    };
    tf.tidy(() => {
      const gradients = tf.grads((...args) => loss(args[0], args[1], args[2]))(inputs);
      gradients.forEach((gradient, which) => {
        const data = inputs[which].dataSync<"float32">(), { shape } = inputs[which];
        gradient.dataSync().forEach((slope, i) => {
          const moved = (by: number) => {
            const other = tf.tensor(data.with(i, data[i] + by), shape);
            const [x, weight, bias] = inputs.map((input, j) => j === which ? other : input);
            return loss(x, weight, bias).dataSync()[0];
          };
          assertAlmostEquals(slope, (moved(h) - moved(-h)) / (2 * h), 3e-3);
        });
      });
    });
  }
  tf.dispose([inputs, dead, weights]);
});

Deno.test("a batch keeps the largest positive pre-activations of all rows, and a row at most 4k", () => {
  const sizes = [[4, 3, 30, 2], [7, 5, 13, 1], [5, 6, 9, 9], [6, 2, 40, 3]];
  for (const [rows, depth, size, k] of sizes) {
    tf.tidy(() => {
      const { x, weight, bias } = setUp([rows, depth, size]);
      // One row far above the others, which takes all that it may.
      const scaled = tf.mul(x, tf.tensor2d(Array.from({ length: rows }, (_, i) => [i ? 1 : 50])));
      const { code, threshold } = sparseEncode(scaled, { weight, bias }, {
        k,
        rectified: true,
        batch: true,
      });
      const pre = preActivations(scaled, weight, bias);
      const candidates = tf.topk(pre, Math.min(4 * k, size)).values.dataSync<"float32">();
      const kept = candidates.toSorted().toReversed().slice(0, rows * k).filter((v) => v > 0);
      assertAlmostEquals(threshold ?? NaN, kept[kept.length - 1], 1e-5);
      const limit = (threshold ?? NaN) * (1 - 1e-6), dense = pre.arraySync() as number[][];
      const expected = dense.map((row) => {
        const least = row.toSorted((a, b) => b - a)[Math.min(4 * k, size) - 1];
        return row.map((value) => value >= limit && value >= least ? value : 0);
      });
      assertClose(denseCode(code), tf.tensor(expected), 1e-5);
      const counts = tf.sum(tf.cast(tf.greater(code.values, 0), "int32"), 1)
        .dataSync<"int32">();
      assertEquals(code.values.shape, [rows, Math.max(...counts)]);
      assertEquals(counts.reduce((a, b) => a + b, 0), kept.length);
    });
  }
});

Deno.test("a batch of equal values keeps the first, and one without positive values keeps none", () => {
  tf.tidy(() => {
    const options = { k: 2, rectified: true, batch: true }, x = tf.ones([3, 1]);
    const equal = { weight: tf.ones([5, 1]), bias: tf.zeros([5]) };
    const { code, threshold } = sparseEncode(x, equal, options);
    assertEquals(threshold, 1);
    assertEquals(denseCode(code).arraySync(), [[1, 1, 1, 1, 1], [1, 0, 0, 0, 0], [0, 0, 0, 0, 0]]);
    const none = sparseEncode(x, { weight: tf.zeros([5, 1]), bias: tf.zeros([5]) }, options);
    assertEquals(none.threshold, 0);
    assertEquals(none.code.values.arraySync(), [[0], [0], [0]]);
  });
});

Deno.test("steps with sparseEncode hold no more tensors and no more heap than the first", () => {
  const { x, weight, bias, dictionary } = setUp([16, 40, 500]);
  const dead = tf.tensor1d(Array.from({ length: 500 }, (_, n) => n % 3));
  for (const choice of [{ dead, auxiliaryK: 20 }, { batch: true }, {}]) {
    const step = () => {
      const { value, grads } = tf.valueAndGrads((x, weight, bias, d) => {
        const options = { k: 8, rectified: true, ...choice };
        const { code, auxiliary } = sparseEncode(x, { weight, bias }, options);
        const loss = tf.sum(sparseDecode(code, d));
        return (auxiliary ? tf.add(loss, tf.sum(sparseDecode(auxiliary, d))) : loss) as tf.Scalar;
      })([x, weight, bias, dictionary]);
      tf.dispose([value, grads]);
    };
    assertHolds(step, 30);
  }
  tf.dispose([x, weight, bias, dictionary, dead]);
});

Deno.test("sparseEncode refuses NaN by its row and leaks nothing then", () => {
  const { x, weight, bias } = setUp([3, 2, 5]), dead = tf.ones([5]);
  const bad = tf.tensor2d([[1, 1], [2, 2], [NaN, 1]]);
  const run = () =>
    assertThrows(
      () => sparseEncode(bad, { weight, bias }, { k: 2, dead, auxiliaryK: 2 }),
      RangeError,
      "Cannot encode row 2 to a sparse code: a pre-activation is NaN",
    );
  assertHolds(run);
  tf.dispose([x, weight, bias, dead, bad]);
});

Deno.test("sparseEncode refuses shapes, types and numbers that do not fit", () => {
  tf.tidy(() => {
    const { x, weight, bias } = setUp([3, 2, 5]);
    const refuse = (
      given: Partial<typeof all>,
      options: Partial<SparseEncodeOptions>,
      why: string,
    ) =>
      assertThrows(
        () => {
          const { x, weight, bias } = { ...all, ...given };
          sparseEncode(x, { weight, bias }, { k: 1, ...options });
        },
        Error,
        why,
      );
    const all = { x, weight, bias };
    refuse({ x: tf.ones([3, 3]) }, {}, "x has shape [3, 3] and weight [5, 2]");
    refuse({ x: tf.ones([2]) }, {}, "expected two axes each");
    refuse({ bias: tf.ones([4]) }, {}, "bias has shape [4], expected [5]");
    refuse({ weight: tf.ones([5, 2], "int32") }, {}, "weight is of type int32, expected float32");
    for (const k of [0, 6, 1.5, NaN]) refuse({}, { k }, "expected a whole number from 1 to 5");
    const dead = tf.ones([5]);
    refuse({}, { dead }, "dead latents are given without auxiliaryK");
    refuse({}, { dead, auxiliaryK: 0 }, "auxiliaryK is 0, expected a whole number from 1 on");
    refuse({}, { dead: tf.ones([6]), auxiliaryK: 1 }, "dead has shape [6], expected [5]");
    refuse({}, { dead: tf.ones([5], "bool"), auxiliaryK: 1 }, "dead is of type bool");
    refuse({}, { batch: true }, "a batch keeps values above 0 only, set rectified beside batch");
  });
});
