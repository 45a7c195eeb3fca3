import { canonicalLabel, type Decimal, isMissing, numberIn } from "./cells.ts";
import type { TableRow } from "./table_rows.ts";

/** Facts about all cells of a column. */
export interface ColumnFacts {
  /** The rows that hold something in it. */
  readonly count: number;
  readonly hasMissing: boolean;
  /** True where a cell is no number. */
  readonly hasText: boolean;
  /** True where all are whole numbers. */
  readonly isWhole: boolean;
  /** True where no two cells say the same. */
  readonly isDistinct: boolean;
  /** The number of different cells; at most `MOST_DISTINCT` are told apart. */
  readonly distinct: number;
}

/** Sets of more than this take too much room. */
const MOST_DISTINCT = 4_000_000;

/** Looks at one column, counted from 0, of all rows. */
export function surveyColumn(
  rows: Iterable<TableRow>,
  { at, decimal }: { at: number; decimal: Decimal },
): ColumnFacts {
  const different = new Set<string | number>();
  let count = 0, last = -Infinity;
  let hasMissing = false, hasText = false, isWhole = true, isRising = true;
  for (const { cells } of rows) {
    const cell = cells[at] ?? "";
    if (isMissing(cell)) {
      hasMissing = true;
      continue;
    }
    count++;
    const value = numberIn(cell, decimal);
    if (Number.isNaN(value)) hasText = true;
    if (!Number.isInteger(value)) isWhole = false;
    if (!(value > last)) isRising = false;
    last = value;
    if (different.size < MOST_DISTINCT) different.add(canonicalLabel(cell, decimal));
  }
  return {
    count,
    hasMissing,
    hasText,
    isWhole,
    isDistinct: isRising || different.size === count,
    distinct: different.size,
  };
}
