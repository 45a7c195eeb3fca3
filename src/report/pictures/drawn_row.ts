import { createRng } from "../../core/rng.ts";
import { exampleBatch, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { NamedRow } from "./denoising_rows.ts";

/** Draws of p(x | h) at the codes of chosen examples; nothing for a model without a likelihood. */
export async function drawnRow(
  autoencoder: LoadedAutoencoder,
  { examples, indices }: { examples: Examples; indices: readonly number[] },
): Promise<NamedRow[]> {
  if (!autoencoder.likelihood) return [];
  const batch = exampleBatch(examples, indices);
  const code = await autoencoder.encode(batch, batch);
  const rng = createRng(0).fork("drawn");
  const labels = batch.labels && { labels: batch.labels };
  const { values } = await autoencoder.sample(code, { rng, ...labels });
  return [{ name: "a draw of p(x | h)", outputs: values }];
}
