import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";

/** An example on which a latent is active. */
export interface Firing {
  /** Its index. */
  readonly example: number;
  /** The entry of its code that the latent is. */
  readonly activation: number;
}

/** The number of examples that are in memory at once. */
const BATCH_SIZE = 250;

/** Finds the `most` examples on which each latent is most active, the strongest first. */
export async function strongestExamples(
  latents: readonly number[],
  { autoencoder, examples, most }: {
    autoencoder: Pick<LoadedAutoencoder, "encode">;
    examples: Examples;
    most: number;
  },
): Promise<Firing[][]> {
  const strongest = latents.map((): Firing[] => []);
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const { from, count } = batch, { values } = await autoencoder.encode(batch, batch);
    const size = values.length / count;
    latents.forEach((latent, i) => {
      for (let row = 0; row < count; row++) {
        const activation = values[row * size + latent];
        if (activation !== 0) strongest[i].push({ example: from + row, activation });
      }
      strongest[i] = strongest[i].sort((a, b) => b.activation - a.activation).slice(0, most);
    });
  }
  return strongest;
}
