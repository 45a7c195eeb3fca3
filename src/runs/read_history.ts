import { join } from "@std/path";
import { parseRecord } from "../core/parse_record.ts";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { type EpochMetrics, epochMetricsSchema } from "../training/mod.ts";
import { RUN_FILES } from "./run_folder.ts";

/**
 * The metrics of a run's epochs, none before the first has ended; throws a TypeError, one sentence, for a line
 * that is damaged.
 */
export async function readHistory(directory: string): Promise<EpochMetrics[]> {
  const path = join(directory, RUN_FILES.metrics);
  const text = await readTextIfThere(path) ?? "";
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line, i) => {
    const what = `${path}, line ${i + 1}`, record = parseRecord(line);
    if (!record) throw new TypeError(`Cannot use ${what}: it is no JSON object`);
    return parseWith(epochMetricsSchema, record, what);
  });
}
