/**
 * Bytes of a cell: the x and y of its centre of mass, its mass, its squared side (float32 each), the place behind
 * the cells inside of it, its first point, the one behind its last, and whether it is a leaf (uint32 each).
 */
export const CELL_BYTES: usize = 32;

/** The most points of a leaf, but where more lie in one cell of the finest grid. */
const LEAF: usize = 16;

/** The first point of a cell. */
export function firstOf(cell: usize): usize {
  return <usize> load<u32>(cell, 20);
}

/** The point behind the last one of a cell. */
export function lastOf(cell: usize): usize {
  return <usize> load<u32>(cell, 24);
}

/** True for a cell that is not cut further. */
export function isLeaf(cell: usize): bool {
  return load<u32>(cell, 28) != 0;
}

/**
 * Writes the quadtree of the points `from` to `to`, sorted by `keys`, with their coordinates, to `cell`, each
 * cell before those inside of it; returns the place behind. `side` is that of the finest grid's cells.
 *
 * A cell is the smallest that holds its points, so that each one that is cut has two inside of it or more: there
 * are fewer than twice as many as points.
 */
export function buildTree(
  keys: usize,
  x: usize,
  y: usize,
  from: usize,
  to: usize,
  side: f32,
  cell: usize,
): usize {
  const first = load<u32>(keys + 4 * from), last = load<u32>(keys + 4 * (to - 1));
  const differing = first ^ last;
  // The number of levels above the finest grid: two bits of a key are one.
  const levels = differing ? (33 - clz(differing)) >> 1 : 0;
  const width = side * <f32> (1 << levels);
  const leaf = differing == 0 || to - from <= LEAF;
  let sumX: f64 = 0, sumY: f64 = 0, next = cell + CELL_BYTES;
  if (leaf) {
    for (let i = from; i < to; i++) {
      sumX += <f64> f32.load(x + 4 * i);
      sumY += <f64> f32.load(y + 4 * i);
    }
  } else {
    const shift = 2 * levels - 2;
    for (let start = from; start < to;) {
      const end = endOf(keys, start, to, shift), child = next;
      next = buildTree(keys, x, y, start, end, side, child);
      const mass = <f64> f32.load(child, 8);
      sumX += mass * <f64> f32.load(child);
      sumY += mass * <f64> f32.load(child, 4);
      start = end;
    }
  }
  const count = <f64> (to - from);
  f32.store(cell, <f32> (sumX / count));
  f32.store(cell, <f32> (sumY / count), 4);
  f32.store(cell, <f32> count, 8);
  f32.store(cell, width * width, 12);
  store<u32>(cell, <u32> next, 16);
  store<u32>(cell, <u32> from, 20);
  store<u32>(cell, <u32> to, 24);
  store<u32>(cell, u32(leaf), 28);
  return next;
}

/** The first point from `start` on, up to `to`, whose key differs from that of `start` above the lowest bits. */
function endOf(keys: usize, start: usize, to: usize, shift: u32): usize {
  const own = load<u32>(keys + 4 * start) >> shift;
  let low = start, high = to;
  // `low` has the same bits, `high` has not or is the end.
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (load<u32>(keys + 4 * middle) >> shift == own) low = middle;
    else high = middle;
  }
  return high;
}
