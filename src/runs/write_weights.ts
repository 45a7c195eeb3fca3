import { join } from "@std/path";
import { encodeSafetensors } from "../core/safetensors.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import type { FinishedRun } from "./open_run.ts";
import { RUN_FILES } from "./run_folder.ts";

/** Writes the parameters of a run into its folder, with their epoch and calibration, for `openRun`. */
export async function writeWeights(
  { directory, config, model: { params, calibration }, bestEpoch }: FinishedRun,
): Promise<void> {
  await atomicWrite(
    join(directory, RUN_FILES.weights),
    encodeSafetensors({
      tensors: params,
      metadata: {
        recipe: config.recipe.name,
        epoch: String(bestEpoch),
        ...(calibration && { calibration: JSON.stringify(calibration) }),
      },
    }),
  );
}
