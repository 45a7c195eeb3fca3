import { parseRecord } from "../core/parse_record.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { type EpochMetrics, epochMetricsSchema } from "./snapshot.ts";

/**
 * The metrics of epochs in the text of a `metrics.jsonl`, a line for each; `name` is the file's in errors.
 * Throws a TypeError, one sentence, for a line that is damaged.
 *
 * @example
 * ```ts
 * import { parseMetrics } from "isthmus";
 *
 * const line = { epoch: 1, step: 40, trainingLoss: 0.25, learningRate: 0.001 };
 * const [first] = parseMetrics(`${JSON.stringify(line)}\n`);
 * assertEquals(first.trainingLoss, 0.25);
 * ```
 */
export function parseMetrics(text: string, name = "these metrics"): EpochMetrics[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line, i) => {
    const what = `${name}, line ${i + 1}`, record = parseRecord(line);
    if (!record) throw new TypeError(`Cannot use ${what}: it is no JSON object`);
    return parseWith(epochMetricsSchema, record, what);
  });
}
