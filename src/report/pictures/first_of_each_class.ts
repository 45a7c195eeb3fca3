import type { Examples } from "../../data/mod.ts";
import { classesOf } from "./classes.ts";

/**
 * Chooses examples to show, by their indices: the first of each class, in order, then whatever comes.
 * All labels are looked through, as files may be sorted by class.
 */
export function firstOfEachClass(
  { labels, count }: Pick<Examples, "labels" | "count">,
  wanted: number,
): number[] {
  const firsts = labels ? classesOf({ labels }).map((label) => labels.indexOf(label)) : [];
  const others = Array.from({ length: Math.min(count, wanted + firsts.length) }, (_, i) => i)
    .filter((i) => !firsts.includes(i));
  return [...firsts, ...others].slice(0, wanted);
}
