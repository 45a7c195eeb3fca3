/**
 * The number of entries that each row keeps of a sparse code of `width` entries a row, to counts
 * [rows], where `kept` positions [count] in all its entries are kept unless their value [count] is
 * not above 0.
 *
 * Returns the largest of these numbers.
 */
export function countKept(
  kept: usize,
  values: usize,
  count: usize,
  rows: usize,
  width: usize,
  counts: usize,
): u32 {
  memory.fill(counts, 0, rows * 4);
  let most: u32 = 0;
  for (let at: usize = 0; at < count * 4; at += 4) {
    if (!(f32.load(values + at) > 0)) continue;
    const own = counts + load<u32>(kept + at) / <u32> width * 4;
    const next = load<u32>(own) + 1;
    store<u32>(own, next);
    most = max(most, next);
  }
  return most;
}

/**
 * Copies the first k of `width` indices and values of each row, to [rows, k]; past the number that
 * counts [rows] has for a row its values are 0.
 */
export function keepFirst(
  indices: usize,
  values: usize,
  counts: usize,
  rows: usize,
  width: usize,
  k: usize,
  keptIndices: usize,
  keptValues: usize,
): void {
  const bytes = k * 4;
  for (let row: usize = 0; row < rows; row++) {
    const own = min<usize>(load<u32>(counts + row * 4), k) * 4;
    memory.copy(keptIndices, indices, bytes);
    memory.copy(keptValues, values, own);
    memory.fill(keptValues + own, 0, bytes - own);
    indices += width * 4;
    values += width * 4;
    keptIndices += bytes;
    keptValues += bytes;
  }
}

/** The least of `count` values that are above 0, or 0 where none is. */
export function leastPositive(values: usize, count: usize): f32 {
  let least: f32 = Infinity;
  for (const end = values + count * 4; values < end; values += 4) {
    const value = f32.load(values);
    if (value > 0 && value < least) least = value;
  }
  return least < Infinity ? least : 0;
}
