import { type Pca, reconstructPca } from "../../baselines/mod.ts";
import { exampleBatch, type Examples } from "../../data/mod.ts";
import type { ComparedModel } from "../../evaluation/compared_models.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { Plan } from "../../model/mod.ts";
import { denoiseExamples } from "./denoise_examples.ts";
import { drawFromLikelihood } from "./draw_from_likelihood.ts";
import type { MethodOutputs } from "./method_outputs.ts";

/** A model, and all that reconstructs the same examples beside it. */
export interface Reconstructors {
  readonly plan: Plan;
  readonly autoencoder: LoadedAutoencoder;
  readonly beside: readonly ComparedModel[];
  readonly pca: Pca | undefined;
  /** The seed of random damage. */
  readonly seed: number;
}

/**
 * Reconstructs chosen examples by a model, by others and by PCA: of a denoising model first the damaged
 * examples and what becomes of them, of one with a likelihood also a draw. Needs the backend.
 */
export async function reconstructExamples(
  { plan, autoencoder, beside, pca, seed }: Reconstructors,
  { examples, indices }: { examples: Examples; indices: readonly number[] },
): Promise<MethodOutputs[]> {
  const batch = exampleBatch(examples, indices);
  const outputsOf = async (name: string, model: LoadedAutoencoder): Promise<MethodOutputs> => ({
    name,
    outputs: (await model.reconstruct(batch, batch)).values,
  });
  const methods = [
    ...await denoiseExamples(plan, { autoencoder, examples, indices, seed }),
    await outputsOf("autoencoder", autoencoder),
    ...await drawFromLikelihood(autoencoder, { examples, indices }),
  ];
  for (const { name, autoencoder } of beside) methods.push(await outputsOf(name, autoencoder));
  if (pca) methods.push({ name: "PCA", outputs: reconstructPca(pca, batch.values) });
  return methods;
}
