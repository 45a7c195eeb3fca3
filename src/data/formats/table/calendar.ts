/** A day of the Gregorian calendar, months and days counted from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days in 400 years, after which the calendar is the same again. */
const ERA = 146_097;

/** Days from the first of March of the year 0 to that of January 1970. */
const SHIFT = 719_468;

/**
 * The days from 1970-01-01 to another day (Howard Hinnant, "chrono-compatible low-level date algorithms",
 * 2021): years begin in March, so that the leap day is their last.
 */
export function daysTo({ year, month, day }: CalendarDay): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400), ofEra = shifted - 400 * era;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const days = 365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return ERA * era + days - SHIFT;
}

/** The day that is so many days after 1970-01-01. */
export function dayAfter(days: number): CalendarDay {
  const shifted = days + SHIFT, era = Math.floor(shifted / ERA), ofEra = shifted - ERA * era;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) -
      Math.floor(ofEra / (ERA - 1))) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: year + 400 * era + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * march + 2) / 5) + 1,
  };
}

/** A day as in 2026-11-29. */
export function formatDay({ year, month, day }: CalendarDay): string {
  const digits = (value: number, width: number) => String(value).padStart(width, "0");
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}
