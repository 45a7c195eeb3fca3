import * as tf from "@tensorflow/tfjs";
import {
  denseCode,
  normalizeRows,
  removeParallel,
  type SparseCode,
  sparseDecode,
  sparseEncode,
  topK,
} from "../../src/kernels/mod.ts";
import {
  sparseDictionaryGradient,
  sparseValuesGradient,
} from "../../src/kernels/sparse/sparse_gradients.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

const ROWS = 256, SIZE = 8192, K = 32, COLUMNS = 784;

/**
 * The parts of a k-sparse autoencoder, beside what stock tfjs does instead: `tf.topk` and products
 * with a dense code; and beside our own dense products, which are the faster ones.
 */
export function* sparseBench({ withStock }: KernelSets): Iterable<Comparison> {
  const x = tf.randomNormal<tf.Rank.R2>([ROWS, SIZE]);
  const code = topK(x, { k: K });
  yield* topKBench(x, code, withStock);
  const { indices, values } = code;
  const dense = denseCode(code), dictionary = tf.randomNormal([SIZE, COLUMNS]);
  const dy = tf.randomNormal([ROWS, COLUMNS]);
  const contests = [
    {
      name: "sparseDecode",
      ours: () => sparseDecode(code, dictionary).dispose(),
      dense: () => tf.matMul(dense, dictionary).dispose(),
    },
    {
      name: "sparseDecode, gradient of the values",
      ours: () => sparseValuesGradient({ dy, indices, dictionary }).dispose(),
      dense: () => tf.matMul(dy, dictionary, false, true).dispose(),
    },
    {
      name: "sparseDecode, gradient of the dictionary",
      ours: () => sparseDictionaryGradient({ dy, indices, values, dictionary }).dispose(),
      dense: () => tf.matMul(dense, dy, true, false).dispose(),
    },
  ];
  for (const { name, ours, dense } of contests) {
    const size = `${ROWS} × ${K} of ${SIZE} × ${COLUMNS}`;
    yield compare({ name, size, ours, stock: () => withStock(dense) });
    yield compare({ name: `${name}, beside our dense product`, size, ours, stock: dense });
  }
  yield* encodeBench(dictionary, withStock);
  yield* rowsBench(dictionary, code, withStock);
  tf.dispose([x, code, dense, dictionary, dy]);
}

/** Beside the dense pre-activations and `tf.topk` of them, by our own product. */
function* encodeBench(weight: tf.Tensor, withStock: KernelSets["withStock"]): Iterable<Comparison> {
  const x = tf.randomNormal([ROWS, COLUMNS]), bias = tf.randomNormal([SIZE]);
  const dead = tf.cast(tf.less(tf.randomUniform([SIZE]), 0.1), "float32");
  const size = `${ROWS} × ${COLUMNS} to ${K} of ${SIZE}`;
  const dense = (k: number) =>
    tf.tidy(() => tf.dispose(tf.topk(tf.add(tf.matMul(x, weight, false, true), bias), k)));
  const variants = [
    ["sparseEncode", { k: K }, K],
    ["sparseEncode, batch", { k: K, batch: true }, 4 * K],
    ["sparseEncode, a tenth dead, 256 of them", { k: K, dead, auxiliaryK: 256 }, K],
  ] as const;
  for (const [name, choice, k] of variants) {
    const options = { rectified: true, ...choice };
    const ours = () => tf.dispose(sparseEncode(x, { weight, bias }, options));
    const stock = () => dense(k);
    yield compare({ name: `${name}, beside our dense product`, size, ours, stock });
    if (k !== K || "dead" in choice) continue;
    yield compare({ name, size, ours, stock: () => withStock(stock) });
  }
  tf.dispose([x, bias, dead]);
}

/** The operations on whole rows: a code made dense, and the constraints of a dictionary. */
function* rowsBench(
  dictionary: tf.Tensor,
  code: SparseCode,
  withStock: KernelSets["withStock"],
): Iterable<Comparison> {
  const positions = tf.tidy(() => positionsOf(code)), gradient = tf.randomNormal([SIZE, COLUMNS]);
  yield compare({
    name: "denseCode",
    size: `${ROWS} × ${K} of ${SIZE}`,
    ours: () => denseCode(code).dispose(),
    stock: () =>
      tf.tidy(() => {
        tf.scatterND(positions, tf.reshape(code.values, [-1]), [ROWS, SIZE]);
      }),
  });
  const size = `${SIZE} × ${COLUMNS}`;
  yield compare({
    // Rows of norm 1 would be passed over, so that each run starts with others.
    name: "doubling and normalizeRows",
    size,
    ours: () => {
      const twice = tf.mul(dictionary, 2);
      normalizeRows(twice);
      twice.dispose();
    },
    stock: () =>
      withStock(() =>
        tf.tidy(() => {
          const twice = tf.mul(dictionary, 2);
          tf.div(twice, tf.norm(twice, "euclidean", 1, true));
        })
      ),
  });
  const unit = tf.mul(dictionary, 1);
  normalizeRows(unit);
  yield compare({
    name: "removeParallel",
    size,
    ours: () => removeParallel(gradient, unit),
    stock: () =>
      withStock(() =>
        tf.tidy(() => {
          const along = tf.sum(tf.mul(gradient, unit), 1, true);
          tf.sub(gradient, tf.mul(along, unit));
        })
      ),
  });
  tf.dispose([positions, gradient, unit]);
}

function* topKBench(
  x: tf.Tensor2D,
  code: SparseCode,
  withStock: KernelSets["withStock"],
): Iterable<Comparison> {
  const size = `${ROWS} × ${K} of ${SIZE}`;
  for (const rectified of [false, true]) {
    yield compare({
      name: rectified ? "topK, rectified" : "topK",
      size,
      ours: () => tf.dispose(topK(x, { k: K, rectified })),
      stock: () =>
        withStock(() =>
          tf.tidy(() => {
            const { values } = tf.topk(x, K);
            if (rectified) tf.relu(values);
          })
        ),
    });
  }
  const ones = tf.onesLike(code.values);
  const gradient = tf.grad((pre: tf.Tensor) => topK(pre, { k: K }).values);
  const positions = tf.tidy(() => positionsOf(code));
  yield compare({
    name: "topK, value and gradient",
    size,
    ours: () => gradient(x, ones).dispose(),
    // tf.topk has no gradient: this is what one would be, with its positions known.
    stock: () =>
      withStock(() =>
        tf.tidy(() => {
          tf.topk(x, K);
          tf.scatterND(positions, tf.reshape(ones, [-1]), [ROWS, SIZE]);
        })
      ),
  });
  tf.dispose([ones, positions]);
}

/** The row and column of each entry, int32 [rows · k, 2]. */
function positionsOf({ indices }: SparseCode): tf.Tensor2D {
  const columns = indices.dataSync();
  const rows = Int32Array.from(columns, (_, i) => Math.floor(i / K));
  return tf.stack([tf.tensor1d(rows, "int32"), tf.reshape(indices, [-1])], 1) as tf.Tensor2D;
}
