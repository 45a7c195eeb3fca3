import type { Measurement } from "../record/evaluation.ts";
import type { MeasureInput } from "./measure.ts";
import * as measures from "./registry.ts";

/** Finds what there is to say of a model besides its errors, by the names of the measures that apply. */
export async function measureModel(input: MeasureInput): Promise<Record<string, Measurement>> {
  const found: Record<string, Measurement> = {};
  for (const [name, measure] of Object.entries(measures)) {
    const measurement = await measure(input);
    if (measurement) found[name] = measurement;
  }
  return found;
}
