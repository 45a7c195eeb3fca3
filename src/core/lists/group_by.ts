/** Items by their keys, keys in the order in which they come: `Map.groupBy`, which Node.js 20 lacks. */
export function groupBy<T, K>(
  items: Iterable<T>,
  key: (item: T, index: number) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const own = key(item, index++), group = groups.get(own);
    if (group) group.push(item);
    else groups.set(own, [item]);
  }
  return groups;
}
