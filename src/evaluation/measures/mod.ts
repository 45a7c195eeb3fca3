import { codeActivity } from "./code_activity.ts";
import { codebook } from "./codebook.ts";
import { denoising } from "./denoising.ts";
import { jacobian } from "./jacobian.ts";
import type { Measure, MeasureInput, Measurement } from "./measure.ts";
import { prediction } from "./prediction.ts";
import { principalSubspace } from "./principal_subspace.ts";
import { variational } from "./variational.ts";

export type { MeasureInput, Measurement } from "./measure.ts";

/** Every measure, in the order of an evaluation. */
const MEASURES: readonly Measure[] = [
  principalSubspace,
  codeActivity,
  denoising,
  jacobian,
  codebook,
  prediction,
  variational,
];

/** What there is to say of a model besides its errors. */
export async function measureModel(input: MeasureInput): Promise<Measurement[]> {
  const found: Measurement[] = [];
  for (const measure of MEASURES) {
    const measurement = await measure(input);
    if (measurement) found.push(measurement);
  }
  return found;
}
