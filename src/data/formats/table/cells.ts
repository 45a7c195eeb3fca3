import { dateParts } from "./date_cells.ts";

/** The sign before the decimals of a number. */
export type Decimal = "." | ",";

const NUMBER: Readonly<Record<Decimal, RegExp>> = {
  ".": /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i,
  ",": /^\s*[-+]?(?:\d+,?\d*|,\d+)(?:e[-+]?\d+)?\s*$/i,
};
const [PLUS, MINUS, ZERO, NINE] = [..."+-09"].map((sign) => sign.charCodeAt(0));
/** Digits that 64 bits hold exactly. */
const LONGEST_PLAIN = 15;
const POWERS = Array.from({ length: LONGEST_PLAIN + 1 }, (_, i) => Number(`1e${i}`));
const A_NUMBER = "a number";
const MISSING = /^\s*(?:[-+]?nan|n\/?a|#n\/?a|null|none|nil|\?|-{1,3}|\.)?\s*$/i;
const NO_LABEL = /^\s*(?:nan|null|\?)?\s*$/i;
const NO_WORD = /^\s*(?:nan|#?n\/?a|null|\?)?\s*$/i;
const TRUTH = /^\s*(?:(true|yes)|false|no)\s*$/i;
const INFINITE = /^\s*[-+]?inf(?:inity)?\s*$/i;
const THOUSANDS = /^[-+]?\d{1,3}(?:([,.'’\s_])\d{3})(?:\1\d{3})*(?:[.,]\d*)?$/;
const SEVERAL = /^[-+]?[\d.]+(?:e[-+]?\d+)?(?:\s+[-+]?[\d.]+(?:e[-+]?\d+)?)+$/i;

/** The number in a cell, infinite where 32 bits do not hold it; NaN where there is none. */
export function numberIn(cell: string, decimal: Decimal): number {
  const plain = plainNumber(cell, decimal);
  if (!Number.isNaN(plain)) return Math.fround(plain);
  if (!NUMBER[decimal].test(cell)) return NaN;
  return Math.fround(Number(decimal === "," ? cell.replace(",", ".") : cell));
}

/**
 * The number in a cell of at most 15 digits, with a sign and a decimal sign at most; NaN for other
 * cells. Its digits and the power of ten are exact, so that their quotient is the nearest number.
 */
function plainNumber(cell: string, decimal: Decimal): number {
  const { length } = cell;
  if (length > LONGEST_PLAIN) return NaN;
  const first = cell.charCodeAt(0), sign = decimal.charCodeAt(0);
  let digits = 0, decimals = -1, value = 0;
  for (let i = first === PLUS || first === MINUS ? 1 : 0; i < length; i++) {
    const code = cell.charCodeAt(i);
    if (code >= ZERO && code <= NINE) {
      value = 10 * value + code - ZERO;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === sign && decimals < 0) decimals = 0;
    else return NaN;
  }
  if (digits === 0) return NaN;
  const size = decimals > 0 ? value / POWERS[decimals] : value;
  return first === MINUS ? -size : size;
}

/** 1 for true or yes, 0 for false or no, NaN for anything else. */
export function truthIn(cell: string): number {
  const match = TRUTH.exec(cell);
  return match === null ? NaN : match[1] === undefined ? 0 : 1;
}

/** True for an empty cell, and for what programs write into one: NaN, NA, null, ?, -. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/** True for a label that is none: empty, NaN, null, ?; "NA" and "none" can be classes. */
export function isNoLabel(cell: string): boolean {
  return NO_LABEL.test(cell);
}

/** True for a cell without a word: empty, NaN, NA, null, ?; "none" can be one. */
export function isNoWord(cell: string): boolean {
  return NO_WORD.test(cell);
}

/** The decimal sign of a number that has one. */
export function decimalOf(cell: string): Decimal | undefined {
  return ([",", "."] as const).find((sign) => cell.includes(sign) && NUMBER[sign].test(cell));
}

/** A label without what differs by spelling alone: blanks around it, and 1.0 beside 1. */
export function canonicalLabel(cell: string, decimal: Decimal): string {
  const label = cell.trim();
  // Digits behind a zero are a code, and those of a long number would be rounded.
  if (/^[-+]?0\d/.test(label) || !NUMBER[decimal].test(label)) return label;
  const value = Number(label.replace(",", "."));
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : label;
}

/** The kind of thing that would have been right in place of a cell without a number. */
export function expectedFor(cell: string, decimal: Decimal): string {
  const text = cell.trim();
  const otherSign = decimal === "." ? "," : ".";
  if (INFINITE.test(text) || NUMBER[decimal].test(text)) return "a finite number of 32 bits";
  if (/\d.*%/.test(text) && /^[-+\d.,%\s]+$/.test(text)) return "a number without a percent sign";
  if (/\d/.test(text) && /\p{Sc}/u.test(text) && /^[-+\d.,\s\p{Sc}]+$/u.test(text)) {
    return "a number without a currency sign";
  }
  if (THOUSANDS.test(text)) {
    return `a number without thousands separators and with a decimal ${signName(decimal)}`;
  }
  if (NUMBER[otherSign].test(text)) return `a number with a decimal ${signName(decimal)}`;
  if (SEVERAL.test(text)) return "one number, and commas, semicolons or tabs between cells";
  return A_NUMBER;
}

/** True for a word: a cell that is no number and no date, and does not look like a number in another way. */
export function isWord(cell: string, decimal: Decimal): boolean {
  return Number.isNaN(numberIn(cell, decimal)) && expectedFor(cell, decimal) === A_NUMBER &&
    dateParts(cell) === undefined;
}

/** The name of a decimal sign. */
export function signName(decimal: Decimal): string {
  return decimal === "." ? "point" : "comma";
}
