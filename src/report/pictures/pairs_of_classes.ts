import type { Examples } from "../../data/mod.ts";
import { classesOf, indicesOfClass } from "./classes.ts";

/**
 * Pairs of examples: of the first class and the second, of the third and the fourth, and around again
 * with the next examples of each. Of all classes unless some are chosen, and side by side without any.
 */
export function pairsOfClasses(
  examples: Examples,
  { rows, labels = classesOf(examples) }: { rows: number; labels?: readonly number[] },
): [number, number][] {
  const groups = labels.length > 0
    ? [...new Set(labels)].map((label) => indicesOfClass(examples, label))
    : [Array.from({ length: Math.min(examples.count, 2 * rows) }, (_, i) => i)];
  const taken = groups.map(() => 0);
  const next = (turn: number) => {
    const group = turn % groups.length;
    return groups[group][taken[group]++ % groups[group].length];
  };
  return Array.from({ length: rows }, (_, row) => [next(2 * row), next(2 * row + 1)]);
}
