import { medianFilter } from "../../baselines/mod.ts";
import { type Examples, gatherBatch, takeExamples } from "../../data/mod.ts";
import { corruptExamples, inputCorruption } from "../../evaluation/passes/corrupt_examples.ts";
import { reconstructAll } from "../../evaluation/passes/reconstruct_all.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { Plan } from "../../model/mod.ts";
import type { MethodOutputs } from "./method_outputs.ts";

/** The window of the median filter that is shown, in pixels. */
const WINDOW = 3;

/**
 * Damages chosen examples as a denoising run saw them while training: gives them damaged, and cleaned by
 * a median filter and by the run; nothing for other runs.
 */
export async function denoiseExamples(
  plan: Plan,
  { autoencoder, examples, indices, seed }: {
    autoencoder: LoadedAutoencoder;
    examples: Examples;
    indices: readonly number[];
    /** The seed of the damage. */
    seed: number;
  },
): Promise<MethodOutputs[]> {
  const noise = inputCorruption(plan);
  if (!noise) return [];
  const clean = takeExamples(examples, Uint32Array.from(indices));
  const damaged = corruptExamples(clean, { noise, seed });
  const outputs = gatherBatch(damaged, [...indices.keys()]), { shape } = examples;
  return [
    { name: "damaged", outputs },
    ...(shape.length === 3
      ? [{ name: "median filter", outputs: medianFilter(outputs, { shape, size: WINDOW }) }]
      : []),
    { name: "denoised", outputs: await reconstructAll(autoencoder, damaged) },
  ];
}
