import { createRng } from "../../core/rng.ts";
import { exampleBatch, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { MethodOutputs } from "./method_outputs.ts";

/** Draws from p(x | h) at the codes of chosen examples; nothing for a model without a likelihood. */
export async function drawFromLikelihood(
  autoencoder: LoadedAutoencoder,
  { examples, indices }: { examples: Examples; indices: readonly number[] },
): Promise<MethodOutputs[]> {
  if (!autoencoder.likelihood) return [];
  const batch = exampleBatch(examples, indices);
  const code = await autoencoder.encode(batch, batch);
  const rng = createRng(0).fork("drawn");
  const labels = batch.labels && { labels: batch.labels };
  const { values } = await autoencoder.sample(code, { rng, ...labels });
  return [{ name: "a draw of p(x | h)", outputs: values }];
}
