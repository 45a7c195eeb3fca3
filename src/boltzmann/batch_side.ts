import * as tf from "@tensorflow/tfjs";
import { type Examples, gatherBatch, toCounts } from "../data/mod.ts";
import { fillUniform } from "../kernels/mod.ts";
import { type Draws, take } from "./draws.ts";
import type { Side } from "./units.ts";
import { countsSide } from "./words/counts_side.ts";

/**
 * Some examples [B, V] as the visible side of a machine; where `draws` are given, drawn as 0 or 1 with each
 * value as its probability; where they are `words`, as counts.
 */
export function batchSide(
  examples: Examples,
  indices: ArrayLike<number>,
  { isBinary, draws, words = false }: {
    isBinary: boolean;
    draws?: Draws | undefined;
    words?: boolean;
  },
): Side {
  const batch = gatherBatch(examples, indices);
  const shape: [number, number] = [indices.length, batch.length / indices.length];
  if (words) {
    const { lengths } = examples;
    if (lengths) toCounts(batch, Float32Array.from(indices, (index) => lengths[index]));
    return countsSide(tf.tensor2d(batch, shape));
  }
  if (!draws) return { values: tf.tensor2d(batch, shape), isBinary };
  const uniform = tf.zeros(shape), { streams, firstCounter } = take(draws, shape[1]);
  fillUniform(uniform, streams, { firstCounter });
  const drawn = uniform.dataSync();
  uniform.dispose();
  for (let i = 0; i < batch.length; i++) batch[i] = drawn[i] < batch[i] ? 1 : 0;
  return { values: tf.tensor2d(batch, shape), isBinary: true };
}
