import { oneLine } from "../../core/one_line.ts";

/**
 * The numbers of a row as people write or copy it: apart by tabs, semicolons or bars, where commas
 * stand in numbers, else by commas or spaces.
 *
 * Throws an Error, one sentence for people, for what is no number and for another count.
 */
export function parseRow(text: string, count: number): Float32Array<ArrayBuffer> {
  const line = text.trim(), isWide = /[\t;|]/.test(line);
  const cells = isWide ? line.replaceAll(",", ".").split(/[\t;|]/) : line.split(/\s*,\s*|\s+/);
  if (cells.length !== count) {
    throw new RangeError(`A row of ${count} numbers is expected, and there are ${cells.length}.`);
  }
  const values = Float32Array.from(cells, (cell) => cell.trim() === "" ? NaN : Number(cell));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return values;
  throw new TypeError(
    `"${oneLine(cells[wrong], { longest: 40 })}" at place ${wrong + 1} is no number.`,
  );
}
