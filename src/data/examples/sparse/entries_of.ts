import { sparseRow } from "./sparse_rows.ts";
import { gatherBatch } from "../batches.ts";
import type { Examples } from "../data_set.ts";
import { isDense } from "./dense_examples.ts";

/** The values of an example that are not 0, as floats, and the place of each. */
export function entriesOf(
  examples: Examples,
  example: number,
): { columns: Uint32Array<ArrayBuffer>; entries: Float32Array<ArrayBuffer> } {
  if (!isDense(examples.values)) return sparseRow(examples.values, example);
  const row = gatherBatch(examples, [example]);
  const columns = Uint32Array.from(row.keys()).filter((column) => row[column] !== 0);
  return { columns, entries: Float32Array.from(columns, (column) => row[column]) };
}
