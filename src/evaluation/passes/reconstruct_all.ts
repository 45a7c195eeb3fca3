import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";

const BATCH_SIZE = 500;

/** The reconstructions [count, …shape] of all examples, row-major. */
export async function reconstructAll(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
): Promise<Float32Array<ArrayBuffer>> {
  const size = sizeOf(examples.shape), all = new Float32Array(examples.count * size);
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    all.set((await autoencoder.reconstruct(batch, batch)).values, batch.from * size);
  }
  return all;
}
