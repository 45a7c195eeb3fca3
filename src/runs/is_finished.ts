import { join } from "@std/path";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import { sha256 } from "../core/sha256.ts";
import { readIfThere, readTextIfThere } from "../io/files/read_if_there.ts";
import type { Plan } from "../model/mod.ts";
import type { Progress } from "../training/mod.ts";
import { RUN_FILES } from "./run_folder.ts";
import { readWeights } from "./weights_file.ts";

/**
 * True where nothing is left to finish of a run whose checkpoint stands at `progress`: its weights are those
 * of its manifest, which is the last file that finishing writes, and the training did not go on since.
 */
export async function isFinished(
  directory: string,
  { plan, progress }: { plan: Plan; progress: Progress | undefined },
): Promise<boolean> {
  const weights = await readWeights(directory, plan);
  if (!weights) return false;
  const { stopped } = weights;
  if (stopped && progress && progress.step !== stopped.step) return false;
  const bytes = await readIfThere(join(directory, RUN_FILES.weights));
  const manifest = parseRecord(await readTextIfThere(join(directory, RUN_FILES.manifest)) ?? "");
  const entry = isRecord(manifest?.files) ? manifest.files[RUN_FILES.weights] : undefined;
  return bytes !== undefined && isRecord(entry) && entry.sha256 === await sha256(bytes);
}
