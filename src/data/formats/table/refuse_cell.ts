import { expectedFor } from "./cells.ts";
import type { ValueColumn } from "./choose_encodings.ts";
import type { Table } from "./table.ts";
import { callColumn, leaving, listNames, quoteCell, tableError } from "./table_error.ts";

/**
 * Checks that a row has the expected number of cells, and none but empty ones behind the columns.
 *
 * Throws a SyntaxError that names the row.
 */
export function checkWidth(
  cells: readonly string[],
  { line, table, expected }: {
    line: number;
    table: Table;
    expected: number;
  },
): void {
  const { width, names } = table;
  if (cells.length !== expected) {
    throw tableError(table, `row ${line} has ${cells.length} cells, expected ${expected}`);
  }
  for (let at = width; at < expected; at++) {
    if (cells[at].trim() === "") continue;
    const what = `row ${line}, column ${at + 1} holds ${quoteCell(cells[at])}`;
    throw tableError(
      table,
      `${what}, expected an empty cell as ${names ? "the header and " : ""}the first rows have one`,
    );
  }
}

/** The refusal of a cell that is not empty and holds no value, with the way out where there is one. */
export function refuseCell(
  cell: string,
  { line, column: { at, encoding }, roles: { table, values } }: {
    line: number;
    column: ValueColumn;
    roles: { table: Table; values: readonly ValueColumn[] };
  },
): SyntaxError {
  const isKnown = table.options.encodings !== undefined;
  const like = isKnown ? "as those of the training" : "as the first rows have";
  const expected = encoding === undefined
    ? expectedFor(cell, table.decimal)
    : encoding.kind === "words"
    ? `one of the words of the training, ${listNames(encoding.words)}`
    : encoding.kind === "date"
    ? `a date ${like}`
    : `true or false ${like}`;
  const what = `row ${line}, ${callColumn(table.names, at)} holds ${quoteCell(cell)}`;
  const wayOut = `; ${leaving([table.names?.[at] ?? `${at + 1}`])} leaves the column out`;
  return tableError(
    table,
    `${what}, expected ${expected}${values.length > 1 && !isKnown ? wayOut : ""}`,
  );
}
