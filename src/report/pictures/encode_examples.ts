import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { exampleBatch, type Examples } from "../../data/mod.ts";
import { someIndices } from "../../evaluation/passes/some_indices.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";

/** The codes of some examples. */
export interface CodedExamples {
  /** [N, …code] */
  readonly codes: NdArray;
  /** The class of each. */
  readonly labels?: Int32Array<ArrayBuffer>;
}

/** The number of examples that are in memory at once. */
const BATCH_SIZE = 250;

/** The codes and the labels of so many examples at most, of all where there are no more. */
export function encodeSome(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { most, rng }: { most: number; rng: Rng },
): Promise<CodedExamples> {
  const indices = someIndices(examples.count, { most, rng: rng.fork("examples") });
  return encodeExamples(autoencoder, examples, { indices });
}

/** The codes and the labels of the examples that indices choose. */
export async function encodeExamples(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { indices }: { indices: ArrayLike<number> },
): Promise<CodedExamples> {
  const { codeShape, codeSize } = autoencoder, { labels } = examples;
  const count = indices.length, chosen = Uint32Array.from(indices);
  const values = new Float32Array(count * codeSize);
  for (let from = 0; from < count; from += BATCH_SIZE) {
    const rows = chosen.subarray(from, from + BATCH_SIZE);
    const batch = exampleBatch(examples, rows);
    values.set((await autoencoder.encode(batch, batch)).values, from * codeSize);
  }
  return {
    codes: { shape: [count, ...codeShape], values },
    ...(labels && { labels: Int32Array.from(chosen, (index) => labels[index]) }),
  };
}
