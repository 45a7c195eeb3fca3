import type { DenseExamples } from "../../examples/data_set.ts";
import type { ValueColumn } from "./choose_encodings.ts";
import type { Table } from "./table.ts";
import { callColumn, leaving } from "./table_error.ts";

/** A sentence on the rows that were left out, by their lines, beside those that were kept. */
export function onDropped(lines: readonly number[], kept: number): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 10).join(", ") + (lines.length > 10 ? ", …" : "");
  return [
    `${lines.length} of ${lines.length + kept} rows ${
      lines.length === 1 ? "has empty cells and is" : "have empty cells and are"
    } left out: ${lines.length === 1 ? "row" : "rows"} ${shown}`,
  ];
}

/** A sentence on a first column that rises by one from row to row. */
export function onCounting(
  { values, count }: DenseExamples,
  { table: { names, options }, columns }: { table: Table; columns: readonly ValueColumn[] },
): string[] {
  const size = values.length / count, [first] = values;
  const isFirst = columns[0].at === 0 && columns[0].encoding === undefined;
  if (!isFirst || size < 2 || count < 3 || !(first === 0 || first === 1)) return [];
  if (options.columns && "take" in options.columns) return [];
  for (let i = 1; i < count; i++) if (values[i * size] !== first + i) return [];
  const called = names === undefined ? "Column 1" : `The ${callColumn(names, 0)}`;
  return [
    `${called} counts the rows (${first}, ${first + 1}, ${first + 2}, …) and is read as values; ${
      leaving([names?.[0] ?? "1"])
    } leaves it out`,
  ];
}

/** A sentence on a column that is taken as the labels without being asked for. */
export function onLabels(
  { names }: Table,
  { at, spelled }: { at: number; spelled: ReadonlySet<string> },
): string {
  const isNumbers = [...spelled].every((label) => Number.isFinite(Number(label)));
  const classes = spelled.size === 1 ? "1 class" : `${spelled.size} classes`;
  return `The ${callColumn(names, at)} is taken as the labels, of ${classes}${
    isNumbers ? "; --label-column none reads it as values" : ""
  }`;
}
