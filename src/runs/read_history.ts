import { join } from "@std/path";
import type { EpochMetrics } from "../training/mod.ts";
import { RUN_FILES } from "./run_folder.ts";

/** The metrics of a run's epochs; throws a SyntaxError, one sentence, for a line that is damaged. */
export async function readHistory(directory: string): Promise<EpochMetrics[]> {
  const path = join(directory, RUN_FILES.metrics);
  const lines = (await Deno.readTextFile(path)).split("\n").filter((line) => line !== "");
  return lines.map((line, i) => {
    try {
      return JSON.parse(line) as EpochMetrics;
    } catch {
      throw new SyntaxError(`Cannot use ${path}: line ${i + 1} is not JSON`);
    }
  });
}
