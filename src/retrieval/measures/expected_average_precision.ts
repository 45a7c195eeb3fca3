import { checkRank } from "./precision.ts";
import type { RankGroup } from "./rank_groups.ts";

/**
 * The average precision, the mean over the relevant items of the precision at the rank of each; with `depth`
 * over those among the first so many. Of items that are equally far it is the expected value over all of
 * their orders, exactly (McSherry and Najork, "Computing information retrieval performance measures
 * efficiently in the presence of tied scores", 2008). 0 where nothing is relevant.
 *
 * Throws a RangeError for a depth that is no whole number from 1 up.
 *
 * @example
 * ```ts
 * import { expectedAveragePrecision } from "isthmus";
 *
 * // Relevant at ranks 1 and 3: (1 / 1 + 2 / 3) / 2.
 * const ranking = [1, 0, 1].map((relevant) => ({ size: 1, relevant }));
 * assert(Math.abs(expectedAveragePrecision(ranking) - 5 / 6) < 1e-12);
 * ```
 */
export function expectedAveragePrecision(
  ranking: readonly RankGroup[],
  { depth = Infinity }: { depth?: number } = {},
): number {
  if (depth !== Infinity) checkRank(depth);
  let items = 0, found = 0, sum = 0;
  for (const { size, relevant } of ranking) {
    if (items + size > depth) {
      return cutGroup({ size, relevant }, { items, found, sum, taken: depth - items });
    }
    sum += sumOf(relevant, size, { items, found });
    items += size;
    found += relevant;
  }
  return found === 0 ? 0 : sum / found;
}

/**
 * The expected sum of the precisions at the ranks of h relevant items among m that are equally far, behind
 * others: each of the m places has one with the chance h / m, and then (h − 1) / (m − 1) of those before it.
 */
function sumOf(
  relevant: number,
  size: number,
  { items, found }: { items: number; found: number },
): number {
  if (relevant === 0) return 0;
  const others = size > 1 ? (relevant - 1) / (size - 1) : 0;
  let sum = 0;
  for (let place = 1; place <= size; place++) {
    sum += (found + 1 + (place - 1) * others) / (items + place);
  }
  return sum * relevant / size;
}

/** The value where a group is cut: the mean over the numbers of relevant items that may be among those taken. */
function cutGroup(
  { size, relevant }: RankGroup,
  { items, found, sum, taken }: { items: number; found: number; sum: number; taken: number },
): number {
  const least = Math.max(0, taken - (size - relevant)), most = Math.min(taken, relevant);
  let mean = 0;
  for (let among = least; among <= most; among++) {
    if (found + among === 0) continue;
    const chance = Math.exp(
      logChoose(relevant, among) + logChoose(size - relevant, taken - among) -
        logChoose(size, taken),
    );
    mean += chance * (sum + sumOf(among, taken, { items, found })) / (found + among);
  }
  return mean;
}

/** log (n! / (k! (n − k)!)). */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - i + 1) / i);
  return sum;
}
