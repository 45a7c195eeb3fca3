import { type Decimal, decimalOf, isMissing, numberIn, signName } from "./cells.ts";
import { tableLines } from "./table_lines.ts";
import { type TableRow, tableRows } from "./table_rows.ts";

/** The form in which a table is written. */
export interface Dialect {
  readonly separator: string;
  readonly decimal: Decimal;
  /** The lines before the table: comments, and a statement of the separator. */
  readonly skip: number;
  /** Sentences on what was guessed or passed over. */
  readonly remarks: readonly string[];
}

/** The signs between cells, and what they are called. */
const separators: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** A line before a table that is none of it; a # alone in the first cell is the name of a column. */
const COMMENT = /^#(?![,;\t|])/;

/** The lines that the separator is found from: so many, or fewer where they have so many letters. */
const LINES = 120, LETTERS = 1_000_000;

/**
 * Finds out how a table is written: the separator that cuts its first lines into equally many
 * cells, of which most are numbers, and the decimal sign of the first number that has one.
 *
 * A decimal comma is none where commas separate. Throws as `tableLines` and `tableRows` do.
 */
export function findDialect(bytes: Uint8Array, name: string): Dialect {
  const { skip, comments, stated, lines } = opening(tableLines(bytes, name));
  const separator = stated ?? likeliestSeparator(lines, name);
  const sign = separator === ","
    ? undefined
    : firstSign(tableRows(tableLines(bytes, name), { separator, skip, name }));
  const remarks = [
    ...(comments === 0 ? [] : [
      comments === 1
        ? "The comment before the table (a line that begins with #) is passed over"
        : `The ${comments} lines of comments before the table (they begin with #) are passed over`,
    ]),
    ...((separator === "," || separator === "\t") && sign?.decimal !== "," ? [] : [
      `Cells are taken to be separated by ${separators[separator] ?? `"${separator}"`}${
        sign ? ` and numbers to have a decimal ${signName(sign.decimal)}, as in ${sign.cell}` : ""
      }`,
    ]),
  ];
  return { separator, decimal: sign?.decimal ?? ".", skip, remarks };
}

/** The first lines of a table, and all that stands before it. */
function opening(all: Iterable<string>) {
  let skip = 0, comments = 0, letters = 0;
  let stated: string | undefined;
  const lines: string[] = [];
  for (const line of all) {
    const statement = /^"?sep=(.)"?$/i.exec(line);
    const isComment = COMMENT.test(line);
    if (lines.length === 0 && (isComment || line.trim() === "" || statement)) {
      if (isComment) comments++;
      if (statement) stated = statement[1];
      skip++;
      continue;
    }
    lines.push(line);
    letters += line.length;
    if (lines.length === LINES || (letters > LETTERS && lines.length > 9)) break;
  }
  return { skip, comments, stated, lines };
}

function likeliestSeparator(lines: readonly string[], name: string): string {
  const scores = Object.keys(separators).map((separator) => ({
    separator,
    score: scoreOf(firstRows(lines, { separator, name }), separator),
  }));
  const best = scores.reduce((best, each) => each.score > best.score ? each : best);
  return best.separator;
}

/** The rows of lines until the first fault, which only the reading of the file can name. */
function firstRows(
  lines: readonly string[],
  { separator, name }: { separator: string; name: string },
): readonly string[][] {
  const rows: string[][] = [];
  try {
    for (const { cells } of tableRows(lines, { separator, skip: 0, name })) rows.push([...cells]);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return rows;
}

/** The share of rows of the commonest width above 1, more where more of their cells are numbers. */
function scoreOf(rows: readonly string[][], separator: string): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const width = [...counts].reduce((best, each) => each[1] > best[1] ? each : best, [0, 0]);
  if (width[1] === 0) return 0;
  const cells = rows.flat().filter((cell) => !isMissing(cell));
  const numbers = cells.filter((cell) =>
    !Number.isNaN(numberIn(cell, ".")) ||
    (separator !== "," && !Number.isNaN(numberIn(cell, ",")))
  );
  return width[1] / rows.length * (1 + numbers.length / Math.max(1, cells.length));
}

/** The first number with decimals. */
function firstSign(rows: Iterable<TableRow>): { decimal: Decimal; cell: string } | undefined {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const decimal = decimalOf(cell);
      if (decimal !== undefined) return { decimal, cell: cell.trim() };
    }
  }
  return undefined;
}
