import { join } from "@std/path";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import type { EpochMetrics } from "../training/mod.ts";
import { RUN_FILES } from "./run_folder.ts";

/** Writes the metrics of a run's epochs into its folder, a line for each. */
export async function writeHistory(
  directory: string,
  history: readonly EpochMetrics[],
): Promise<void> {
  const lines = history.map((metrics) => JSON.stringify(metrics) + "\n");
  await atomicWriteText(join(directory, RUN_FILES.metrics), lines.join(""));
}
