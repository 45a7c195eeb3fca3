/** Cuts [0, count) into ranges of multiples of `step`, but for the last, as equal as that allows. */
export function rangesOf(
  count: number,
  { parts, step }: { readonly parts: number; readonly step: number },
): { readonly from: number; readonly size: number }[] {
  const each = Math.ceil(count / parts / step) * step;
  return Array.from({ length: Math.ceil(count / each) }, (_, i) => ({
    from: i * each,
    size: Math.min(each, count - i * each),
  }));
}

/** A list in so many parts at the most, as equal as that allows, in its order. */
export function partsOfList<T>(list: readonly T[], parts: number): (readonly T[])[] {
  return rangesOf(list.length, { parts, step: 1 })
    .map(({ from, size }) => list.slice(from, from + size));
}
