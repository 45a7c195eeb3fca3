import type { Measurement } from "../record/evaluation.ts";
import { type Additions, openTable } from "../../schemas/open_table.ts";
import type { Measure, MeasureInput } from "./measure.ts";
import * as registry from "./registry.ts";

export type { Measure, MeasureInput } from "./measure.ts";

const measures = openTable<Measure>(registry);

/** The way in for measures of plug-ins. */
export const measureAdditions: Additions<Measure> = measures;

/** Finds what there is to say of a model besides its errors, by the names of the measures that apply. */
export async function measureModel(input: MeasureInput): Promise<Record<string, Measurement>> {
  const found: Record<string, Measurement> = {};
  for (const [name, measure] of measures.entries()) {
    const measurement = await measure(input);
    if (measurement) found[name] = measurement;
  }
  return found;
}
