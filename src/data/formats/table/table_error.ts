import { oneLine } from "../../../core/one_line.ts";

/** The formats of files that hold tables. */
export type TableFormat = "CSV" | "Parquet";

/** An error that says why the file of this name is no table of this format. */
export function tableError(
  { name, format = "CSV" }: { name: string; format?: TableFormat },
  why: string,
): SyntaxError {
  return new SyntaxError(`Cannot read ${name} as ${format}: ${why}`);
}

/** A cell as errors and remarks quote it: one line of at most 40 characters. */
export function quoteCell(cell: string): string {
  return `"${oneLine(cell, { longest: 40 })}"`;
}

/** A column as errors call it: by its name, or by its number from 1. */
export function callColumn(names: readonly string[] | undefined, at: number): string {
  return names === undefined ? `column ${at + 1}` : `column ${quoteCell(names[at])}`;
}

/** The name of a column, or one made of its number from 1. */
export function nameColumn(names: readonly string[] | undefined, at: number): string {
  return names?.[at] ?? `column ${at + 1}`;
}

/** Names with commas, those beyond the first twelve as dots. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 12).map(quoteCell).join(", ");
  return names.length > 12 ? `${shown}, … (${names.length} in all)` : shown;
}

/** The choice that leaves columns out, as typed behind a command. */
export function leaving(names: readonly string[]): string {
  return `--set data.columns.leave='${JSON.stringify(names)}'`;
}
