import { type NdArray, zeros } from "../../core/nd_array.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";

const BATCH_SIZE = 500;

/** The codes [count, …code] of all examples, of which some are held as rows of all their values at a time. */
export async function encodeAll(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
): Promise<NdArray> {
  const { codeShape, codeSize } = autoencoder, all = zeros([examples.count, ...codeShape]);
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    all.values.set((await autoencoder.encode(batch, batch)).values, batch.from * codeSize);
  }
  return all;
}
