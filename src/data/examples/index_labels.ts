/** Labels as numbers, and the names that they index where they had names. */
export interface IndexedLabels {
  readonly labels: Int32Array<ArrayBuffer>;
  readonly classes?: readonly string[];
}

/** Whole numbers up to this are taken as the labels themselves; no classifier has more classes. */
export const LARGEST_LABEL = 65_535;

/**
 * Turns the labels that a file spells out into numbers.
 *
 * Where all are whole numbers from 0 to 65,535 they stand for themselves; otherwise the classes are
 * the distinct labels, by their values where all are numbers, or else in alphabetical order (of UTF-16
 * units, so the same on every machine).
 */
export function indexLabels(spelled: readonly string[]): IndexedLabels {
  if (spelled.every((label) => /^\d{1,5}$/.test(label) && Number(label) <= LARGEST_LABEL)) {
    return { labels: Int32Array.from(spelled, Number) };
  }
  const classes = [...new Set(spelled)].sort();
  // The sort is stable: spellings of one number stay in alphabetical order.
  if (classes.every(isNumber)) classes.sort((a, b) => Number(a) - Number(b));
  const indices = new Map(classes.map((label, index) => [label, index]));
  return { labels: Int32Array.from(spelled, (label) => indices.get(label) ?? -1), classes };
}

function isNumber(label: string): boolean {
  return /^[-+]?\d/.test(label) && Number.isFinite(Number(label));
}
