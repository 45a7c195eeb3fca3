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

/**
 * The value where a group is cut: the mean over the numbers h of relevant items that may be among those taken,
 * whose chances are hypergeometric. With h of them the sum is h / m ((R + 1) Σ 1 / (N + i) + (h − 1) / (m − 1)
 * Σ (i − 1) / (N + i)) over the m places i behind N items of which R are relevant.
 */
function cutGroup(
  { size, relevant }: RankGroup,
  { items, found, sum, taken }: { items: number; found: number; sum: number; taken: number },
): number {
  const others = size - relevant, least = Math.max(0, taken - others);
  const most = Math.min(taken, relevant);
  let one = 0, before = 0;
  for (let place = 1; place <= taken; place++) {
    one += 1 / (items + place);
    before += (place - 1) / (items + place);
  }
  // The chance of the first of these numbers may be below all doubles.
  let logChance = logChoose(relevant, least) + logChoose(others, taken - least) -
    logChoose(size, taken);
  let mean = 0;
  for (let among = least; among <= most; among++) {
    const chance = Math.exp(logChance);
    if (among > 0) {
      const share = taken > 1 ? (among - 1) / (taken - 1) : 0;
      const own = among / taken * ((found + 1) * one + share * before);
      mean += chance * (sum + own) / (found + among);
    } else if (found > 0) {
      mean += chance * sum / found;
    }
    logChance += Math.log((relevant - among) * (taken - among)) -
      Math.log((among + 1) * (others - taken + among + 1));
  }
  return mean;
}

/** log (n! / (k! (n − k)!)). */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - i + 1) / i);
  return sum;
}
