import { tableColumns } from "../../data/mod.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";

/** The columns of the table that a run takes rows of, by their names; undefined of other data. */
export function columnNames(
  { columns, encodings }: Pick<RunPreprocessor, "columns" | "encodings">,
): readonly string[] | undefined {
  if (!columns) return undefined;
  return tableColumns(columns, encodings)
    .filter(({ encoding }) => encoding?.kind !== "missing").map(({ name }) => name);
}
