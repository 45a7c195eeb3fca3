import type { RankGroup } from "./rank_groups.ts";

/**
 * The precision at rank k, the share of the first k items that are relevant; of items that are equally far
 * the expected share over all of their orders (McSherry and Najork, "Computing information retrieval
 * performance measures efficiently in the presence of tied scores", 2008). Of fewer than k items it is that
 * of all. Throws a RangeError for a rank that is no whole number from 1 up.
 *
 * @example
 * ```ts
 * import { precisionAt } from "isthmus";
 *
 * // The nearest item is relevant, and one of the two that come next.
 * const ranking = [{ size: 1, relevant: 1 }, { size: 2, relevant: 1 }];
 * assertEquals([precisionAt(ranking, 1), precisionAt(ranking, 2)], [1, 0.75]);
 * ```
 */
export function precisionAt(ranking: readonly RankGroup[], rank: number): number {
  checkRank(rank);
  let items = 0, found = 0;
  for (const { size, relevant } of ranking) {
    const taken = Math.min(size, rank - items);
    items += taken;
    found += relevant * taken / size;
    if (items === rank) break;
  }
  return items === 0 ? 0 : found / items;
}

/**
 * The precision where a share of all relevant items, from above 0 to 1 and rounded up to whole items, is
 * found; among items that are equally far on the line between the ends of their group. 0 where nothing is
 * relevant. Throws a RangeError for another share.
 *
 * @example
 * ```ts
 * import { precisionAtRecall } from "isthmus";
 *
 * const ranking = [1, 0, 1].map((relevant) => ({ size: 1, relevant }));
 * assertEquals(precisionAtRecall(ranking, 1), 2 / 3);
 * ```
 */
export function precisionAtRecall(ranking: readonly RankGroup[], recall: number): number {
  if (!(recall > 0 && recall <= 1)) {
    throw new RangeError(
      `Cannot measure at a recall of ${recall}: expected a share above 0, up to 1`,
    );
  }
  const all = ranking.reduce((sum, { relevant }) => sum + relevant, 0);
  // A third of three is 1, though it may be a little more in doubles.
  const wanted = Math.ceil(recall * all - 1e-9);
  let items = 0, found = 0;
  for (const { size, relevant } of ranking) {
    if (relevant > 0 && found + relevant >= wanted) {
      return wanted / (items + size * (wanted - found) / relevant);
    }
    items += size;
    found += relevant;
  }
  return 0;
}

/** Throws a RangeError, one sentence, for a rank that is no whole number from 1 up. */
export function checkRank(rank: number): void {
  if (Number.isSafeInteger(rank) && rank > 0) return;
  throw new RangeError(`Cannot measure at rank ${rank}: expected a whole number from 1 up`);
}
