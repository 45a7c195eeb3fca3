import * as tf from "@tensorflow/tfjs";
import { createRng, type Rng } from "../../src/core/rng.ts";
import { bernoulliMask, fillNormal, fillUniform } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";

const RATE = 0.2;

/**
 * Filling a tensor that is there beside the new random tensors of tfjs, and masks beside a loop over
 * `Rng`.
 */
export function* randomBench(): Iterable<Comparison> {
  const rng = createRng(1);
  for (const size of [1_000, 100_003, 1_600_000]) {
    const shared = { size: `${size} values` }, x = tf.zeros([size]);
    yield compare({
      ...shared,
      name: "fillNormal",
      ours: () => fillNormal(x, rng),
      stock: () => tf.randomNormal([size]).dispose(),
    });
    yield compare({
      ...shared,
      name: "fillUniform",
      ours: () => fillUniform(x, rng),
      stock: () => tf.randomUniform([size]).dispose(),
    });
    x.dispose();
  }
  for (const shape of [[16, 30], [256, 784], [256, 1000]]) {
    const streams = (example: number) => rng.fork(example).fork("layer");
    yield compare({
      name: "bernoulliMask, a stream a row",
      size: shape.join(" × "),
      ours: () => bernoulliMask(shape, { rate: RATE, streams }).dispose(),
      stock: () => plainMask(shape, streams).dispose(),
    });
  }
}

function plainMask([rows, columns]: number[], streams: (example: number) => Rng): tf.Tensor {
  const mask = new Float32Array(rows * columns);
  for (let row = 0, i = 0; row < rows; row++) {
    const rng = streams(row);
    for (const end = i + columns; i < end; i++) mask[i] = rng.uniform() < RATE ? 0 : 1 / (1 - RATE);
  }
  return tf.tensor(mask, [rows, columns]);
}
