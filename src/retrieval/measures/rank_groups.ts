/** Items of a collection that are equally far from a query, or that no relevant one stands between. */
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
 * no order among them, and so are items between two relevant ones, which no measure tells apart. `distances` [N] are those of the items, and items of the distance NaN come last, as
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
  const groups: Group[] = [];
  sizes.forEach((size, distance) => {
    if (size > 0) push(groups, size, relevant[distance]);
  });
  return groups;
}

/** The groups of any distances: those of all items and those of the relevant ones, sorted side by side. */
function sortedGroups(
  distances: ArrayLike<number>,
  isRelevant: (item: number) => boolean,
): RankGroup[] {
  const all = new Float64Array(distances);
  const near = all.filter((_, item) => isRelevant(item)).sort();
  all.sort();
  const groups: Group[] = [];
  let from = 0;
  for (let found = 0, next = 0; found < near.length; found = next) {
    const distance = near[found];
    while (next < near.length && isEqual(near[next], distance)) next++;
    let to = from;
    while (!isEqual(all[to], distance)) to++;
    if (to > from) push(groups, to - from, 0);
    for (from = to; to < all.length && isEqual(all[to], distance);) to++;
    push(groups, to - from, next - found);
    from = to;
  }
  if (from < all.length) push(groups, all.length - from, 0);
  return groups;
}

/** A group that more items may be put into. */
type Group = { -readonly [Key in keyof RankGroup]: RankGroup[Key] };

/** Puts items behind others: into the last group, where neither has a relevant one. */
function push(groups: Group[], size: number, relevant: number): void {
  const last = groups.at(-1);
  if (last?.relevant === 0 && relevant === 0) last.size += size;
  else groups.push({ size, relevant });
}

/** True for equal distances, and for two that are NaN. */
function isEqual(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
