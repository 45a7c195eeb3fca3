/** The items of a collection that are equally far from a query. */
export interface RankGroup {
  /** The number of items. */
  readonly size: number;
  /** The number of them that are relevant. */
  readonly relevant: number;
}

/** The most different whole distances that are counted instead of sorted. */
const COUNTED = 4096;

/**
 * A collection as a query ranks it, from near to far: items that are equally far are one group, as there is
 * no order among them. `distances` [N] are those of the items, and items of the distance NaN come last, as
 * one group.
 *
 * @example
 * ```ts
 * import { rankGroups } from "isthmus";
 *
 * const groups = rankGroups([2, 0, 2], (item) => item === 2);
 * assertEquals(groups, [{ size: 1, relevant: 0 }, { size: 2, relevant: 1 }]);
 * ```
 */
export function rankGroups(
  distances: ArrayLike<number>,
  isRelevant: (item: number) => boolean,
): RankGroup[] {
  return countedGroups(distances, isRelevant) ?? sortedGroups(distances, isRelevant);
}

/** The groups of small whole distances, as those of bits are; undefined for others. */
function countedGroups(
  distances: ArrayLike<number>,
  isRelevant: (item: number) => boolean,
): RankGroup[] | undefined {
  const sizes = new Uint32Array(COUNTED), relevant = new Uint32Array(COUNTED);
  for (let item = 0; item < distances.length; item++) {
    const distance = distances[item];
    if (!(distance >= 0 && distance < COUNTED && Number.isInteger(distance))) return undefined;
    sizes[distance]++;
    if (isRelevant(item)) relevant[distance]++;
  }
  const groups: RankGroup[] = [];
  sizes.forEach((size, distance) => {
    if (size > 0) groups.push({ size, relevant: relevant[distance] });
  });
  return groups;
}

function sortedGroups(
  distances: ArrayLike<number>,
  isRelevant: (item: number) => boolean,
): RankGroup[] {
  const order = Uint32Array.from({ length: distances.length }, (_, item) => item)
    .sort((a, b) => compare(distances[a], distances[b]));
  const groups: { size: number; relevant: number }[] = [];
  let last: number | undefined;
  for (const item of order) {
    const distance = distances[item];
    if (last === undefined || compare(last, distance) !== 0) groups.push({ size: 0, relevant: 0 });
    last = distance;
    const group = groups.at(-1)!;
    group.size++;
    if (isRelevant(item)) group.relevant++;
  }
  return groups;
}

/** The order of two distances; NaN is farther than all others. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
