import { addScaledRow } from "../arithmetic/add_rows";

/**
 * dDictionary [size, columns]: row n is Σ values[b, j] · dy[b] over all entries of indices [rows, k]
 * that are n and not 0, by rising b and j; rows that none names are 0.
 *
 * `scratch` is room for size + 1 + rows · k integers: the entries are sorted by their index first
 * (by counting), so that each row of the result is written once, while it is in the cache.
 */
export function sparseDictionaryGradient(
  dy: usize,
  indices: usize,
  values: usize,
  rows: usize,
  k: usize,
  size: usize,
  columns: usize,
  scratch: usize,
  dDictionary: usize,
): void {
  const count = rows * k, stride = columns * 4;
  const ends = scratch, entries = scratch + (size + 1) * 4;
  countEntries(indices, count, size, ends);
  for (let entry: usize = 0; entry < count; entry++) {
    const end = ends + load<u32>(indices + entry * 4) * 4;
    const at = load<u32>(end);
    store<u32>(entries + <usize> at * 4, <u32> entry);
    store<u32>(end, at + 1);
  }
  let at = entries;
  for (let n: usize = 0; n < size; n++) {
    memory.fill(dDictionary, 0, stride);
    for (const end = entries + load<u32>(ends + n * 4) * 4; at < end; at += 4) {
      const entry = load<u32>(at);
      const value = f32.load(values + entry * 4);
      if (value != 0) addScaledRow(value, dy + entry / k * stride, stride, dDictionary);
    }
    dDictionary += stride;
  }
}

/** For each index the number of entries with a lower one: where its own begin, once sorted. */
function countEntries(indices: usize, count: usize, size: usize, starts: usize): void {
  memory.fill(starts, 0, (size + 1) * 4);
  for (let entry: usize = 0; entry < count; entry++) {
    const next = starts + load<u32>(indices + entry * 4) * 4 + 4;
    store<u32>(next, load<u32>(next) + 1);
  }
  for (let n: usize = 1; n <= size; n++) {
    const at = starts + n * 4;
    store<u32>(at, load<u32>(at) + load<u32>(at - 4));
  }
}
