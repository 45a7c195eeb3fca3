import { MODEL_FILES } from "../../core/exported_model.ts";
import {
  type SmallerModel,
  smallerModel,
  type SmallerOptions,
} from "../../workflows/precision/smaller_model.ts";
import type { WrittenExport } from "./written_export.ts";

/** The models of runs with smaller weights, by their runs; none where no precision is asked for. */
export async function smallerModels(
  runs: readonly string[],
  precision: SmallerOptions | undefined,
  wanted: readonly string[] = [MODEL_FILES.encoder],
): Promise<ReadonlyMap<string, SmallerModel>> {
  const models = new Map<string, SmallerModel>();
  for (const run of precision ? runs : []) {
    models.set(run, await smallerModel(run, precision!, { wanted }));
  }
  return models;
}

/** The sizes and errors of smaller models, and what is to be said of them. */
export function saidOf(
  models: ReadonlyMap<string, SmallerModel>,
): Pick<WrittenExport, "precision" | "remarks"> {
  const all = [...models.values()];
  return {
    precision: all.map(({ record }) => record),
    remarks: all.flatMap(({ remark }) => remark ?? []),
  };
}
