import { shortNumber } from "./short_number.ts";
import type { Cell, Table, TableColumn } from "./table.ts";

/**
 * A table as comma-separated values under the names of its columns. An infinite number is `inf`, as
 * NumPy and pandas read it.
 */
export async function* csvPieces({ columns, rows }: Table): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  yield encoder.encode(columns.map(({ name }) => quoted(name)).join(",") + "\n");
  for await (const some of rows) {
    const lines = some.map((row) => row.map((cell, at) => spelled(cell, columns[at])).join(","));
    yield encoder.encode(lines.map((line) => line + "\n").join(""));
  }
}

function spelled(cell: Cell, { type }: TableColumn): string {
  if (typeof cell === "string") return quoted(cell);
  if (typeof cell === "boolean") return String(cell);
  if (Math.abs(cell) === Infinity) return cell > 0 ? "inf" : "-inf";
  return String(type === "float" ? shortNumber(cell) : cell);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
