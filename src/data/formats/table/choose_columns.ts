import type { Table } from "./table.ts";
import { listNames, quoteCell } from "./table_error.ts";

/**
 * Chooses the columns that are values, counted from 0, in the order of the file: all but labels and ids,
 * or those that the options take, or do not leave.
 *
 * Throws a TypeError for a name that no column has.
 */
export function chooseColumns(
  table: Table,
  { labels, ids }: { labels?: number | undefined; ids?: number | undefined },
): readonly number[] {
  const { names, width, options: { columns } } = table;
  const all = names ?? Array.from({ length: width }, (_, at) => `${at + 1}`);
  const listed = new Set(columns && ("take" in columns ? columns.take : columns.leave));
  const unknown = [...listed].find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `Cannot choose the column ${quoteCell(unknown)} of ${table.name}: expected one of ${
        listNames(all)
      }`,
    );
  }
  const isTaken = (name: string) =>
    columns === undefined || listed.has(name) === ("take" in columns);
  if (labels !== undefined && columns && "take" in columns && isTaken(all[labels])) {
    throw new TypeError(
      `Cannot take the column ${quoteCell(all[labels])} of ${table.name} both as labels and as ` +
        `values: leave it out of data.columns.take, or choose --label-column none`,
    );
  }
  return all.map((_, at) => at)
    .filter((at) => at !== labels && at !== ids && isTaken(all[at]));
}
