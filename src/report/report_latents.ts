import { sizeOf } from "../core/shape.ts";
import { consecutiveBatches, type Examples, gatherBatch } from "../data/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { ReportLatent, ReportLatents } from "./sections/mod.ts";
import type { TrainedModel } from "../model/mod.ts";
import type { SparseEvaluation } from "../evaluation/passes/sparse_evaluation.ts";
import { weightImages } from "./pictures/weight_images.ts";

/** How many latents a report looks at, and how many examples it shows for each. */
const LATENTS = 10, EXAMPLES = 10;

const BATCH_SIZE = 250;

/** The latents of a code, the one that fires most often first. */
export function byRate({ rates }: SparseEvaluation): number[] {
  return [...rates.keys()].sort((a, b) => rates[b] - rates[a] || a - b);
}

/** What the latents of a run do on test examples, and what some of them fire on. */
export async function reportLatents(
  { plan, params }: TrainedModel,
  { autoencoder, test, sparse }: {
    autoencoder: LoadedAutoencoder;
    test: Examples;
    sparse: SparseEvaluation;
  },
): Promise<ReportLatents> {
  const { size, active, explained, dead, deadWhen, rates } = sparse;
  // From the most frequent to the rarest that fires, evenly: what is common and what is special.
  const firing = byRate(sparse).filter((index) => rates[index] > 0);
  const count = Math.min(LATENTS, firing.length);
  const chosen = Array.from(
    { length: count },
    (_, i) => firing[Math.floor(i * firing.length / count)],
  );
  const strongest = await strongestExamples(chosen, { autoencoder, test });
  const atoms = weightImages(plan, { params });
  const isAtom = atoms && atoms.images.length / sizeOf(atoms.shape) === size &&
    sizeOf(atoms.shape) === sizeOf(test.shape);
  const shown = chosen.map((index, i): ReportLatent => ({
    index,
    rate: rates[index],
    ...(isAtom && { atom: at(atoms.images, { index, size: sizeOf(atoms.shape) }) }),
    examples: gatherBatch(test, strongest[i].map(({ example }) => example)),
    activations: Float32Array.from(strongest[i], ({ activation }) => activation),
  }));
  return { activeLatents: active, explained, deadFraction: dead, deadWhen, size, rates, shown };
}

interface Firing {
  readonly example: number;
  readonly activation: number;
}

/** The examples on which each latent is most active, the strongest first. */
async function strongestExamples(
  latents: readonly number[],
  { autoencoder, test }: { autoencoder: LoadedAutoencoder; test: Examples },
): Promise<Firing[][]> {
  const strongest = latents.map((): Firing[] => []);
  for (const batch of consecutiveBatches(test, BATCH_SIZE)) {
    const { from, count } = batch, { values } = await autoencoder.encode(batch, batch);
    const size = values.length / count;
    latents.forEach((latent, i) => {
      for (let row = 0; row < count; row++) {
        const activation = values[row * size + latent];
        if (activation !== 0) strongest[i].push({ example: from + row, activation });
      }
      strongest[i] = strongest[i].sort((a, b) => b.activation - a.activation).slice(0, EXAMPLES);
    });
  }
  return strongest;
}

function at(images: Float32Array, { index, size }: { index: number; size: number }): Float32Array {
  return images.subarray(index * size, (index + 1) * size);
}
