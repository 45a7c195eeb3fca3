import { type RankGroup, rankGroups } from "./rank_groups.ts";

/** The two distances of a search in two stages. */
export interface TwoStages {
  /** [N] The distances that choose the shortlist, such as those of bits. */
  readonly first: ArrayLike<number>;
  /** [N] The distances that the shortlist is sorted by. */
  readonly second: ArrayLike<number>;
  /** The number of items on the shortlist; those that are as far as its last one are on it too. */
  readonly shortlist: number;
}

/**
 * A collection as a search in two stages ranks it: the nearest items by the first distance are sorted by the
 * second, and the others follow by the first (Salakhutdinov and Hinton, "Semantic hashing", 2009, shortlist by
 * bits and sort by TF-IDF). The groups are those of `rankGroups`.
 *
 * @example
 * ```ts
 * import { twoStageGroups } from "isthmus";
 *
 * const stages = { first: [0, 1, 1, 3], second: [9, 5, 7, 1], shortlist: 2 };
 * const groups = twoStageGroups(stages, (item) => item === 0);
 * // Items 1 and 2 are as far as one another, so both are sorted with item 0, which comes behind them.
 * assertEquals(groups.map(({ size, relevant }) => [size, relevant]), [[2, 0], [1, 1], [1, 0]]);
 * ```
 */
export function twoStageGroups(
  { first, second, shortlist }: TwoStages,
  isRelevant: (item: number) => boolean,
): RankGroup[] {
  const sorted = Float64Array.from(first).sort();
  const last = sorted[Math.min(shortlist, sorted.length) - 1];
  const items = Array.from(sorted.keys());
  const ranked = (chosen: readonly number[], distances: ArrayLike<number>) =>
    rankGroups(chosen.map((item) => distances[item]), (at) => isRelevant(chosen[at]));
  // What is not a number is farther than all.
  const isShort = (item: number) => first[item] <= last || Number.isNaN(last);
  return [
    ...ranked(items.filter(isShort), second),
    ...ranked(items.filter((item) => !isShort(item)), first),
  ];
}
