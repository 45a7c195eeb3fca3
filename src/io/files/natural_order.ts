/** The same on every machine: English, numbers by their size. */
const collator = new Intl.Collator("en", { numeric: true });

/** Compares names as people sort them: img2 before img10; what it takes for alike, by UTF-16 units. */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
