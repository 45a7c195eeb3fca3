import type { NdArray } from "../core/nd_array.ts";
import type { LabelOptions, LoadedAutoencoder } from "../inference/mod.ts";
import { bitThreshold } from "../retrieval/mod.ts";

/** A model beside the same one with floats of 32 bits, on the same examples. */
export interface ModelDifference {
  /** The number of examples. */
  readonly examples: number;
  /** Σ (difference of codes)² / Σ (codes)². */
  readonly code: number;
  /** The same of reconstructions. */
  readonly reconstruction: number;
  /** The squared error of the reconstructions divided by that of the others, − 1; negative where it fell. */
  readonly growth: number;
  /** The share of the bits of codes that are the same. */
  readonly bits: number;
}

/** Examples that a model takes, with their classes where it is told these. */
export type ComparedBatch = NdArray & LabelOptions;

/** Compares what a model and its smaller form make of batches of examples. */
export async function compareModels(
  batches: Iterable<ComparedBatch>,
  { model, smaller }: { model: LoadedAutoencoder; smaller: LoadedAutoencoder },
): Promise<ModelDifference> {
  const codes = { apart: 0, size: 0 }, outputs = { apart: 0, size: 0 };
  let examples = 0, before = 0, after = 0, same = 0, bits = 0;
  for (const batch of batches) {
    const [exact, near] = [await model.encode(batch, batch), await smaller.encode(batch, batch)];
    const threshold = bitThreshold(exact.values);
    exact.values.forEach((value, i) => {
      add(codes, value, near.values[i]);
      same += Number(value > threshold === near.values[i] > threshold);
    });
    const made = await model.reconstruct(batch, batch);
    const nearly = await smaller.reconstruct(batch, batch);
    made.values.forEach((value, i) => {
      add(outputs, value, nearly.values[i]);
      before += (value - batch.values[i]) ** 2;
      after += (nearly.values[i] - batch.values[i]) ** 2;
    });
    examples += batch.shape[0];
    bits += exact.values.length;
  }
  return {
    examples,
    code: shareOf(codes),
    reconstruction: shareOf(outputs),
    growth: before > 0 ? after / before - 1 : shareOf({ apart: after, size: before }),
    bits: bits > 0 ? same / bits : 1,
  };
}

function add(sums: { apart: number; size: number }, value: number, near: number): void {
  sums.apart += (value - near) ** 2;
  sums.size += value ** 2;
}

/** The part of all that is apart; infinite where all is nothing. */
function shareOf({ apart, size }: { apart: number; size: number }): number {
  return apart === 0 ? 0 : apart / size;
}
