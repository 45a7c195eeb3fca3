import type { TableRow } from "./table_rows.ts";

/** The width of the rows of a table. */
export interface TableShape {
  /** The number of cells of each row below the header. */
  readonly cells: number;
  /** The number of columns, without those at the end that are empty. */
  readonly width: number;
}

/**
 * Measures a table by its header and its first rows: the header, or else the first row, says how
 * many cells a row has, but for empty ones behind a separator at the end.
 */
export function measureTable(
  header: readonly string[] | undefined,
  rows: readonly TableRow[],
): TableShape {
  const [first] = rows;
  if (first === undefined) return { cells: header?.length ?? 0, width: filled(header ?? []) };
  const expected = header?.length ?? first.cells.length;
  const filledHeader = filled(header ?? []);
  const canDiffer = first.cells.length > expected
    ? filled(first.cells) <= expected
    : filledHeader <= first.cells.length;
  const cells = canDiffer ? first.cells.length : expected;
  const width = rows.reduce(
    (most, row) => Math.max(most, filled(row.cells.slice(0, cells))),
    filledHeader,
  );
  return { cells, width: Math.min(width, cells, header?.length ?? cells) };
}

/** The number of cells without the empty ones at the end. */
function filled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}
