import { tableError } from "./table_error.ts";

/** A row of a table. */
export interface TableRow {
  /** The line of the file that it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of the lines of a table, without the first `skip` lines and the blank ones.
 *
 * A cell in quotes may hold separators, ends of lines and, doubled, quotes; blanks around the quotes
 * are passed over. Throws a SyntaxError for a quote that is not closed, or not around a whole cell.
 */
export function* tableRows(
  lines: Iterable<string>,
  { separator, skip, name }: { separator: string; skip: number; name: string },
): Generator<TableRow> {
  const rest = lines[Symbol.iterator]();
  let line = 0;
  const next = () => {
    const { value, done } = rest.next();
    if (done) return undefined;
    line++;
    return value as string;
  };
  for (let text = next(); text !== undefined; text = next()) {
    if (line <= skip || isBlank(text, separator)) continue;
    const begin = line;
    const cells = text.includes('"')
      ? quotedCells(text, { separator, next, refuse: (why) => refusal(name, begin, why) })
      : text.split(separator);
    yield { line: begin, cells };
  }
}

function refusal(name: string, line: number, why: string): SyntaxError {
  return tableError({ name }, `row ${line} ${why}`);
}

/** True for a line without cells: a tab is one where tabs separate. */
function isBlank(text: string, separator: string): boolean {
  return text === "" || (text.trim() === "" && !text.includes(separator));
}

/** The cells of a row with quotes in it, which takes more lines while a quote is open. */
function quotedCells(text: string, { separator, next, refuse }: {
  separator: string;
  next: () => string | undefined;
  refuse: (why: string) => Error;
}): string[] {
  const cells: string[] = [];
  let at = 0;
  while (true) {
    const quote = pastSpaces(text, at);
    if (text[quote] !== '"') {
      const end = text.indexOf(separator, at);
      const cell = text.slice(at, end < 0 ? undefined : end);
      if (cell.includes('"')) throw refuse("has a quote within a cell, expected quotes around it");
      cells.push(cell);
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    at = quote + 1;
    let cell = "";
    while (true) {
      const end = text.indexOf('"', at);
      if (end < 0) {
        cell += `${text.slice(at)}\n`;
        const more = next();
        if (more === undefined) throw refuse("opens a quote that nothing closes");
        text = more;
        at = 0;
        continue;
      }
      cell += text.slice(at, end);
      at = end + 1;
      if (text[at] !== '"') break;
      cell += '"';
      at++;
    }
    cells.push(cell);
    at = pastSpaces(text, at);
    if (at === text.length) return cells;
    if (text[at] !== separator) throw refuse("goes on behind a closing quote");
    at++;
  }
}

function pastSpaces(text: string, at: number): number {
  while (text[at] === " ") at++;
  return at;
}
