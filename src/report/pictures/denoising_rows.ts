import { medianFilter } from "../../baselines/mod.ts";
import { type Examples, gatherBatch, takeExamples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { corruptExamples, inputCorruption } from "../../evaluation/passes/corrupt_examples.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { reconstructAll } from "../../evaluation/passes/reconstruct_all.ts";

/** Images beside their clean originals, under a name. */
export interface NamedRow {
  readonly name: string;
  /** [N, …shape] */
  readonly outputs: Float32Array;
}

/** The window of the median filter that is shown, in pixels. */
const WINDOW = 3;

/**
 * What a denoising run sees of chosen examples, what a median filter makes of it and what the run does;
 * nothing for other runs.
 */
export async function denoisingRows(
  { config, model: { plan } }: FinishedRun,
  { autoencoder, examples, indices }: {
    autoencoder: LoadedAutoencoder;
    examples: Examples;
    indices: readonly number[];
  },
): Promise<NamedRow[]> {
  const noise = inputCorruption(plan);
  if (!noise) return [];
  const clean = takeExamples(examples, Uint32Array.from(indices));
  const damaged = corruptExamples(clean, { noise, seed: config.recipe.seed });
  const outputs = gatherBatch(damaged, [...indices.keys()]), { shape } = examples;
  return [
    { name: "damaged", outputs },
    ...(shape.length === 3
      ? [{ name: "median filter", outputs: medianFilter(outputs, { shape, size: WINDOW }) }]
      : []),
    { name: "denoised", outputs: await reconstructAll(autoencoder, damaged) },
  ];
}
