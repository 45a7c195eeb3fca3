import { dayAfter, daysTo, formatDay } from "./calendar.ts";

/** The order of day and month in dates that do not begin with the year. */
export type DateOrder = "day-first" | "month-first";

/** Seconds of a day. */
export const SECONDS = 86_400;

/** 2026-11-29, 29.11.2026, 11/29/2026, with a time of day and a zone or without. */
const DATE =
  /^\s*(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(Z|[-+]\d{2}:?\d{2})?)?\s*$/i;

/** The numbers that the text of a date names. */
export interface DateParts {
  /** The numbers beside the year, in the order of the text. */
  readonly first: number;
  readonly second: number;
  /** True where the year comes first, and so the month before the day. */
  readonly isYearFirst: boolean;
  /** True where points stand between the numbers, which puts the day first. */
  readonly hasPoints: boolean;
  readonly hasTime: boolean;
}

/** The numbers that a cell with a date names; undefined for other cells. */
export function dateParts(cell: string): DateParts | undefined {
  const match = DATE.exec(cell);
  if (!match) return undefined;
  const isYearFirst = match[1] !== undefined;
  return {
    first: Number(isYearFirst ? match[3] : match[5]),
    second: Number(isYearFirst ? match[4] : match[7]),
    isYearFirst,
    hasPoints: match[6] === ".",
    hasTime: match[9] !== undefined,
  };
}

/** The days from 1970-01-01 on, in universal time unless it names a zone, of a date; NaN for others. */
export function daysIn(cell: string, order: DateOrder = "day-first"): number {
  const match = DATE.exec(cell), parts = dateParts(cell);
  if (!match || !parts) return NaN;
  const { first, second, isYearFirst, hasPoints } = parts;
  const isMonthFirst = isYearFirst || (!hasPoints && order === "month-first");
  const [month, day] = isMonthFirst ? [first, second] : [second, first];
  const date = { year: Number(match[1] ?? match[8]), month, day }, days = daysTo(date);
  const isDay = formatDay(dayAfter(days)) === formatDay(date);
  const [hours, minutes, seconds] = [match[9], match[10], match[11]]
    .map((each) => Number(each ?? 0));
  if (!isDay || hours > 24 || minutes > 59 || seconds >= 61) return NaN;
  return days + (3600 * hours + 60 * minutes + seconds - secondsAhead(match[12])) / SECONDS;
}

/** The seconds that a zone is ahead of universal time. */
function secondsAhead(zone = "Z"): number {
  if (zone.toUpperCase() === "Z") return 0;
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
  return (zone.startsWith("-") ? -1 : 1) * 60 * (60 * hours + minutes);
}
