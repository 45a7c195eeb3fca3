import { join } from "@std/path";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { type EpochMetrics, parseMetrics } from "../training/mod.ts";
import { RUN_FILES } from "./run_folder.ts";

/**
 * The metrics of a run's epochs, none before the first has ended; throws a TypeError, one sentence, for a line
 * that is damaged.
 */
export async function readHistory(directory: string): Promise<EpochMetrics[]> {
  const path = join(directory, RUN_FILES.metrics);
  return parseMetrics(await readTextIfThere(path) ?? "", path);
}
