import { type Decimal, isMissing, isWord, numberIn, truthIn } from "./cells.ts";
import type { TableRow } from "./table_rows.ts";

/** The meaning of the first row of a table, with a sentence where it is a guess. */
export interface HeaderGuess {
  readonly isHeader: boolean;
  readonly remark?: string;
}

/** The names of columns that hardly stand in an example. */
const USUAL_NAME = /^\s*(?:labels?|class|target|species|category)\s*$/i;

const WHOLE = /^\s*[-+]?\d+\s*$/;

/** So many rows show the range of a column; fewer will do where three numbers count or more. */
const ENOUGH_ROWS = 5, FEW_ROWS = 2;
/** So many numbers at even distances are hardly an example. */
const MANY = 5;

/**
 * Finds out whether the first of some rows names the columns, by the rows below it.
 *
 * It does where it has a word above numbers, where it has no number at all, where it stands
 * above words that come again and again without being one of them, and where it counts (0, 1, 2 …, 1, 2, 3 … or years) above rows that do not look so: rows with decimals, or whole
 * numbers that it exceeds.
 */
export function findHeader(rows: readonly TableRow[], decimal: Decimal): HeaderGuess {
  if (rows.length === 0) return { isHeader: false };
  const [{ line, cells: first }, ...others] = rows;
  const below = others.map(({ cells }) => cells);
  const isText = (cell: string) => !isMissing(cell) && isWord(cell, decimal);
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, decimal));
  const isNamed = (cell: string, at: number) => isName(cell, column(below, at), decimal);
  if (below.length === 0 && first.every(isText)) return { isHeader: true };
  const hasName = first.some((cell, at) => isText(cell) && isNamed(cell, at));
  if (hasName && !first.some(isNumber)) return { isHeader: true };
  const isAboveWords = first.every((cell, at) =>
    isText(cell) && isStranger(cell, column(below, at))
  );
  const guess = hasName || isAboveWords ? "header" : countingRow(first, { below, decimal });
  if (guess === undefined) return { isHeader: false };
  const shown = `Row ${line} (${first.slice(0, 4).map((cell) => cell.trim()).join(", ")}${
    first.length > 4 ? ", …" : ""
  })`;
  return guess === "header"
    ? {
      isHeader: true,
      remark: `${shown} is taken as the names of the columns; --header no reads it as an example`,
    }
    : {
      isHeader: false,
      remark: `${shown} is taken as an example, though it may be the names of the columns; ` +
        `--header yes takes it so`,
    };
}

/** The meaning of a first row of numbers that count; undefined where it is like the rows below. */
function countingRow(first: readonly string[], { below, decimal }: {
  below: readonly (readonly string[])[];
  decimal: Decimal;
}): "header" | "doubtful" | undefined {
  // An empty first cell above filled ones belongs to the names of rows.
  const from = first[0].trim() === "" && below.every(([cell]) => !isMissing(cell)) ? 1 : 0;
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, decimal));
  const numbered = first.map((_, at) => at).slice(from)
    .filter((at) => isNumber(first[at]) && mostly(column(below, at), isNumber));
  const values = (cells: readonly string[]) =>
    numbered.map((at) => numberIn(cells[at] ?? "", decimal));
  const isPlain = (cells: readonly string[]) =>
    numbered.every((at) => WHOLE.test(cells[at] ?? "") || isMissing(cells[at] ?? ""));
  const own = values(first), rest = below.map(values);
  const kind = kindOf(own, { isPlain: isPlain(first) });
  if (kind === undefined) return undefined;
  if (kind === "even") return rest.some((row) => isEven(row)) ? undefined : "doubtful";
  if (from === 1) return "header";
  if (rest.some((row) => isEven(row, 1))) return undefined;
  // Beside rows that all have decimals, one without any is none of them.
  const isOdd = below.length > 0 && !below.some(isPlain);
  const enough = numbered.length > 2 ? FEW_ROWS : ENOUGH_ROWS;
  if ((isOdd && below.length >= enough) || exceeds(own, rest, kind)) return "header";
  return isOdd || numbered.length > 2 ? "doubtful" : undefined;
}

/** True where a word stands above cells that are none, and for a name that is usual. */
function isName(cell: string, below: readonly string[], decimal: Decimal): boolean {
  const isTruth = (cell: string) => !Number.isNaN(truthIn(cell));
  return USUAL_NAME.test(cell) || mostly(below, (cell) => !isWord(cell, decimal)) ||
    (mostly(below, isTruth) && !isTruth(cell));
}

/** True for a word above words of which each comes twice in the mean, and which it is none of. */
function isStranger(cell: string, below: readonly string[]): boolean {
  const words = new Set(below.map((each) => each.trim()));
  return words.size <= below.length / 2 && !words.has(cell.trim());
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
function kindOf(
  values: readonly number[],
  { isPlain }: { isPlain: boolean },
): "numbers" | "years" | "even" | undefined {
  if (!isEven(values)) return undefined;
  const [first, second] = values;
  if (isPlain && second - first === 1) {
    if (first === 0 || first === 1) return "numbers";
    if (first >= 1800 && first <= 2200) return "years";
  }
  return values.length >= MANY ? "even" : undefined;
}

/** True for two numbers or more that rise by one step, that between the first two unless given. */
function isEven(values: readonly number[], step = values[1] - values[0]): boolean {
  return values.length > 1 && step > 0 &&
    values.every((value, i) => i === 0 || Math.abs(value - values[i - 1] - step) < 1e-3 * step);
}

/** True where whole numbers of a first row lie outside of those in the rows below, most or all. */
function exceeds(
  own: readonly number[],
  below: readonly (readonly number[])[],
  kind: "numbers" | "years",
): boolean {
  if (below.length === 0) return false;
  const isAbove = own.map((value, i) => below.every((row) => value > row[i]));
  if (kind === "years") {
    return own.every((value, i) => isAbove[i] || below.every((row) => value < row[i]));
  }
  return own.length > 2 && below.length >= ENOUGH_ROWS &&
    isAbove.filter(Boolean).length > own.length / 2;
}
