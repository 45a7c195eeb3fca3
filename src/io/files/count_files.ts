/** The most names that a sentence on files lists. */
const MOST_NAMES = 3;

/** "1 picture", "3 pictures". */
export function countOf(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** The first names of many, and a sign that there are more: "a.png, b.png, c.png, …". */
export function firstNames(names: readonly string[]): string {
  return [...names.slice(0, MOST_NAMES), ...names.length > MOST_NAMES ? ["…"] : []].join(", ");
}
