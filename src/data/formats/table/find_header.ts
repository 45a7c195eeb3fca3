import { type Decimal, isMissing, isWord, numberIn, truthIn } from "./cells.ts";
import type { TableRow } from "./table_rows.ts";

/** The meaning of the first row of a table, with a sentence where it is a guess. */
export interface HeaderGuess {
  readonly isHeader: boolean;
  readonly remark?: string;
}

/** The names of columns that hardly stand in an example. */
const USUAL_NAME = /^\s*(?:labels?|class|target|species|category)\s*$/i;

/** So many rows show the range of a column. */
const ENOUGH_ROWS = 5;
/** So many numbers at even distances are hardly an example. */
const MANY = 5;

/**
 * Finds out whether the first of some rows names the columns, by the rows below it.
 *
 * It does where it has a word above numbers, where it has no number at all, and where it counts
 * (0, 1, 2 …, 1, 2, 3 … or years) above rows that do not look so: rows with decimals, or whole
 * numbers that it exceeds.
 */
export function findHeader(rows: readonly TableRow[], decimal: Decimal): HeaderGuess {
  if (rows.length === 0) return { isHeader: false };
  const [{ line, cells: first }, ...others] = rows;
  const below = others.map(({ cells }) => cells);
  const shown = `Row ${line} (${first.slice(0, 4).map((cell) => cell.trim()).join(", ")}${
    first.length > 4 ? ", …" : ""
  })`;
  const header = {
    isHeader: true,
    remark: `${shown} is taken as the names of the columns; --header no reads it as an example`,
  };
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, decimal));
  const isText = (cell: string) => !isMissing(cell) && isWord(cell, decimal);
  if (below.length === 0 && first.every(isText)) return { isHeader: true };
  if (first.some((cell, at) => isText(cell) && isNamed(cell, column(below, at), isNumber))) {
    return first.some(isNumber) ? header : { isHeader: true };
  }
  // An empty first cell above filled ones belongs to the names of rows.
  const from = first[0].trim() === "" && below.every(([cell]) => !isMissing(cell)) ? 1 : 0;
  const numbered = first.map((_, at) => at).slice(from)
    .filter((at) => isNumber(first[at]) && mostly(column(below, at), isNumber));
  const values = (cells: readonly string[]) =>
    numbered.map((at) => numberIn(cells[at] ?? "", decimal));
  const own = values(first), kind = kindOf(own), rest = below.map(values);
  if (from === 1 && (kind === "numbers" || kind === "years")) return header;
  if (kind === undefined || rest.some((row) => isEven(row, kind === "even" ? undefined : 1))) {
    return { isHeader: false };
  }
  if (unlike(own, rest, kind)) return header;
  return numbered.length < 3 ? { isHeader: false } : {
    isHeader: false,
    remark: `${shown} is taken as an example, though it may be the names of the columns; ` +
      `--header yes takes it so`,
  };
}

/** True where a word stands above cells that are none, and for a name that is usual. */
function isNamed(
  cell: string,
  below: readonly string[],
  isNumber: (cell: string) => boolean,
): boolean {
  const isTruth = (cell: string) => !Number.isNaN(truthIn(cell));
  return USUAL_NAME.test(cell) || mostly(below, isNumber) ||
    (mostly(below, isTruth) && !isTruth(cell));
}

function column(rows: readonly (readonly string[])[], at: number): string[] {
  return rows.map((cells) => cells[at] ?? "");
}

/** True where more than half of the cells that hold something fit, of one at least. */
function mostly(cells: readonly string[], fits: (cell: string) => boolean): boolean {
  const held = cells.filter((cell) => !isMissing(cell));
  return held.filter(fits).length > held.length / 2;
}

/** The kind of thing that numbers count which rise by one; "even" for many at any one distance. */
function kindOf(values: readonly number[]): "numbers" | "years" | "even" | undefined {
  if (!isEven(values)) return undefined;
  const [first, second] = values;
  if (second - first !== 1) return values.length >= MANY ? "even" : undefined;
  if (first === 0 || first === 1) return "numbers";
  if (Number.isInteger(first) && first >= 1800 && first <= 2200) return "years";
  return values.length >= MANY ? "even" : undefined;
}

/** True for two numbers or more that rise by one step, that between the first two unless given. */
function isEven(values: readonly number[], step = values[1] - values[0]): boolean {
  return values.length > 1 && step > 0 &&
    values.every((value, i) => i === 0 || Math.abs(value - values[i - 1] - step) < 1e-3 * step);
}

/** True where the numbers of a first row cannot well be an example beside the rows below. */
function unlike(
  own: readonly number[],
  below: readonly (readonly number[])[],
  kind: "numbers" | "years" | "even",
): boolean {
  if (kind === "even" || below.length === 0) return false;
  if (
    below.every((row) => row.some((value) => Number.isFinite(value) && !Number.isInteger(value)))
  ) {
    return true;
  }
  const isAbove = own.map((value, i) => below.every((row) => value > row[i]));
  if (kind === "numbers") return below.length >= ENOUGH_ROWS && isAbove.some(Boolean);
  return own.every((value, i) => isAbove[i] || below.every((row) => value < row[i]));
}
