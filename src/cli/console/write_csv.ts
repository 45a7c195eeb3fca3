import { atomicWriteText } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";

/** A cell of a table: text, or a number with the digits that a model computes with. */
export type Cell = string | number;

/** Writes rows under the names of their columns as comma-separated values; folders of the path are made. */
export async function writeCsv(
  out: string,
  { columns, rows }: { columns: readonly string[]; rows: readonly (readonly Cell[])[] },
): Promise<void> {
  const line = (cells: readonly Cell[]) => cells.map(spelled).join(",") + "\n";
  await makeFolderOf(out);
  await atomicWriteText(out, line(columns) + rows.map(line).join(""));
}

/** The distance, as a share, within which two 32-bit numbers are one but for rounding. */
const ROUNDING = 2.5e-7;

/** A 32-bit number with the digits that it stands for: six where these are it, else seven. */
export function shortNumber(value: number): number {
  const short = Number(value.toPrecision(6));
  return Math.abs(short - value) <= ROUNDING * Math.abs(value)
    ? short
    : Number(value.toPrecision(7));
}

function spelled(cell: Cell): string {
  if (typeof cell === "number") return String(shortNumber(cell));
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
