import type { DateEncoding } from "../../examples/column_encoding.ts";
import { dayAfter, formatDay } from "./calendar.ts";
import { dateParts, daysIn } from "./date_cells.ts";
import type { Table } from "./table.ts";
import { callColumn, leaving, nameColumn, quoteCell, tableError } from "./table_error.ts";

/**
 * Reads all rows for the way from the dates of a column, counted from 0, to days: since the earliest of
 * them. The order of day and month follows from a number above 12.
 *
 * Throws a SyntaxError for dates whose day and month cannot be told apart.
 */
export function dateEncoding(table: Table, at: number): DateEncoding {
  const { names } = table;
  const least = { "day-first": Infinity, "month-first": Infinity };
  let hasTimes = false, dayFirst: string | undefined, monthFirst: string | undefined;
  let doubtful: string | undefined;
  for (const { cells } of table.rows([at])) {
    const cell = cells[at] ?? "", parts = dateParts(cell);
    if (!parts) continue;
    for (const order of ["day-first", "month-first"] as const) {
      const days = daysIn(cell, order);
      if (days < least[order]) least[order] = days;
    }
    hasTimes ||= parts.hasTime;
    if (parts.isYearFirst || parts.hasPoints) continue;
    doubtful ??= cell;
    if (parts.first > 12) dayFirst ??= cell;
    else if (parts.second > 12) monthFirst ??= cell;
  }
  const isUnclear = doubtful !== undefined &&
    (dayFirst === undefined) === (monthFirst === undefined);
  if (isUnclear) {
    const shown = dayFirst !== undefined && monthFirst !== undefined
      ? `${quoteCell(dayFirst)} and ${quoteCell(monthFirst)}`
      : quoteCell(doubtful!);
    throw tableError(
      table,
      `${
        callColumn(names, at)
      } holds dates like ${shown}, whose day and month cannot be told apart; ` +
        `write them as 2026-11-29, or ${leaving([names?.[at] ?? `${at + 1}`])} leaves it out`,
    );
  }
  const order = doubtful === undefined
    ? undefined
    : dayFirst !== undefined
    ? "day-first"
    : "month-first";
  return {
    name: nameColumn(names, at),
    kind: "date",
    since: dayOf(least[order ?? "day-first"]),
    ...(order && { order }),
    ...(hasTimes && { hasTimes }),
  };
}

/** The day, as in 2026-11-29, so many days after 1970-01-01. */
function dayOf(days: number): string {
  return formatDay(dayAfter(Number.isFinite(days) ? Math.floor(days) : 0));
}
