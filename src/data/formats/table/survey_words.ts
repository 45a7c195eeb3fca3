import { canonicalLabel, isNoWord } from "./cells.ts";
import type { Table } from "./table.ts";

/** The different words of a column. */
export interface ColumnWords {
  /** The number of the column, counted from 0. */
  readonly at: number;
  /** In order; where there are more than were asked for, one more of them. */
  readonly words: readonly string[];
  /** The number of rows that have one. */
  readonly count: number;
  readonly first: { readonly line: number; readonly cell: string };
}

/** Reads all rows for the different words of some columns, `most` and one more of each at most. */
export function surveyWords(
  { rows, decimal }: Table,
  columns: readonly number[],
  most: number,
): ColumnWords[] {
  const found = columns.map((at) => ({
    at,
    words: new Set<string>(),
    spellings: new Set<string>(),
    count: 0,
    first: { line: 0, cell: "" },
  }));
  for (const { line, cells } of rows(columns)) {
    for (const each of found) {
      const cell = cells[each.at] ?? "";
      if (isNoWord(cell)) continue;
      if (each.count++ === 0) each.first = { line, cell };
      if (each.words.size > most || each.spellings.has(cell)) continue;
      // A text of its own: one cut out of a file's would keep all of that.
      const own = ` ${cell}`.slice(1);
      each.spellings.add(own);
      each.words.add(canonicalLabel(own, decimal));
    }
  }
  return found.map(({ spellings: _, words, ...each }) => ({ ...each, words: [...words].sort() }));
}
