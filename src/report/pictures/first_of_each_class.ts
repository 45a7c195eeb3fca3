import type { Examples } from "../../data/mod.ts";

/** The number of examples that are looked through for classes. */
const SEARCHED = 1000;

/** Chooses examples to show, by their indices: the first of each class, in order, then whatever comes. */
export function firstOfEachClass(
  { labels, count }: Pick<Examples, "labels" | "count">,
  wanted: number,
): number[] {
  const all = [...Array(Math.min(count, SEARCHED)).keys()];
  if (!labels) return all.slice(0, wanted);
  const firsts = [...new Set(labels.slice(0, all.length))].sort((a, b) => a - b)
    .map((label) => labels.indexOf(label));
  return [...firsts, ...all.filter((i) => !firsts.includes(i))].slice(0, wanted);
}
