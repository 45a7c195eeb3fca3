import { addScaledRow } from "../arithmetic/add_rows";

/**
 * Sorts `count` entries by their indices, by counting: `sorted` is room for size + 1 + count integers, in which
 * each row of a dictionary of `size` rows then has the place where its own entries end, and behind all of
 * these lie the numbers of the entries, by rising index and then by rising number.
 */
export function sortEntries(indices: usize, count: usize, size: usize, sorted: usize): void {
  const entries = sorted + (size + 1) * 4;
  countEntries(indices, count, size, sorted);
  for (let entry: usize = 0; entry < count; entry++) {
    const end = sorted + load<u32>(indices + entry * 4) * 4;
    const at = load<u32>(end);
    store<u32>(entries + <usize> at * 4, <u32> entry);
    store<u32>(end, at + 1);
  }
}

/**
 * Rows of dDictionary [size, columns] from `first` on, so many: row n is Σ values[b, j] · dy[b] over all entries
 * of a code of `k` a row that are n and not 0, by rising b and j; rows that none names are 0.
 *
 * The entries are sorted by `sortEntries`, so that each row of the result is written once, while it is in the
 * cache; `dDictionary` is where the first of these rows begins.
 */
export function sparseDictionaryGradient(
  dy: usize,
  values: usize,
  k: usize,
  size: usize,
  first: usize,
  rows: usize,
  columns: usize,
  sorted: usize,
  dDictionary: usize,
): void {
  const stride = columns * 4, entries = sorted + (size + 1) * 4;
  let at = entries + (first > 0 ? <usize> load<u32>(sorted + (first - 1) * 4) * 4 : 0);
  for (let n = first; n < first + rows; n++) {
    memory.fill(dDictionary, 0, stride);
    for (const end = entries + <usize> load<u32>(sorted + n * 4) * 4; at < end; at += 4) {
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
