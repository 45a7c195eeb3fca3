import type { TableColumn } from "../../examples/column_encoding.ts";
import { dayAfter, formatDay } from "./calendar.ts";
import { daysIn, SECONDS } from "./date_cells.ts";

/** A cell of a table: a number, true or false, or a word or date. */
export type Cell = number | boolean | string;

/**
 * The cells that values of an example stand for, by the columns of their table: of words the likeliest one,
 * of truths whether true is likelier, of dates the day, or the second where there were times. Marks of
 * empty cells stand for none.
 */
export function cellsOf(
  values: ArrayLike<number>,
  columns: readonly TableColumn[],
): readonly { readonly name: string; readonly cell: Cell }[] {
  return columns.flatMap(({ name, encoding, from, size }) => {
    if (encoding === undefined) return { name, cell: values[from] };
    if (encoding.kind === "missing") return [];
    if (encoding.kind === "truth") return { name, cell: values[from] >= 0.5 };
    if (encoding.kind === "date") return { name, cell: dateOf(values[from], encoding) };
    let likeliest = from;
    for (let i = from; i < from + size; i++) if (values[i] > values[likeliest]) likeliest = i;
    return { name, cell: encoding.words[likeliest - from] };
  });
}

/** The date so many days after another, or "" where there is none of four digits for the year. */
function dateOf(
  days: number,
  { since, hasTimes }: { readonly since: string; readonly hasTimes?: boolean },
): string {
  const unit = hasTimes ? SECONDS : 1, rounded = daysIn(since) + Math.round(days * unit) / unit;
  const whole = Math.floor(rounded + 0.5 / SECONDS), day = dayAfter(whole);
  if (!(day.year >= 0 && day.year <= 9999)) return "";
  const seconds = Math.round((rounded - whole) * SECONDS);
  const parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map((part) =>
    String(Math.floor(part)).padStart(2, "0")
  );
  return hasTimes ? `${formatDay(day)}T${parts.join(":")}Z` : formatDay(day);
}
