import { CELL_BYTES, firstOf, isLeaf, lastOf } from "./build_tree";

/**
 * The sources for the points of one leaf: the cells whose side is less than `theta` times the distance of their
 * centre from the box around these points, and the single points of leaves that are nearer; to `sourcesX`,
 * `sourcesY` and `masses`. Returns how many there are, with those of no mass that fill up four.
 */
export function listSources(
  cells: usize,
  end: usize,
  leaf: usize,
  theta: f32,
  x: usize,
  y: usize,
  sourcesX: usize,
  sourcesY: usize,
  masses: usize,
): usize {
  const from = firstOf(leaf), to = lastOf(leaf), square = theta * theta;
  let left = f32.load(x + 4 * from), right = left;
  let bottom = f32.load(y + 4 * from), top = bottom;
  for (let i = from + 1; i < to; i++) {
    left = min(left, f32.load(x + 4 * i));
    right = max(right, f32.load(x + 4 * i));
    bottom = min(bottom, f32.load(y + 4 * i));
    top = max(top, f32.load(y + 4 * i));
  }
  let at: usize = 0;
  for (let cell = cells; cell < end;) {
    const cellX = f32.load(cell), cellY = f32.load(cell, 4);
    const dx = max<f32>(0, max(left - cellX, cellX - right));
    const dy = max<f32>(0, max(bottom - cellY, cellY - top));
    if (f32.load(cell, 12) < square * (dx * dx + dy * dy)) {
      f32.store(sourcesX + at, cellX);
      f32.store(sourcesY + at, cellY);
      f32.store(masses + at, f32.load(cell, 8));
      at += 4;
    } else if (isLeaf(cell)) {
      for (let i = firstOf(cell); i < lastOf(cell); i++) {
        f32.store(sourcesX + at, f32.load(x + 4 * i));
        f32.store(sourcesY + at, f32.load(y + 4 * i));
        f32.store(masses + at, 1);
        at += 4;
      }
    } else {
      cell += CELL_BYTES;
      continue;
    }
    cell = <usize> load<u32>(cell, 16);
  }
  for (; at & 15; at += 4) {
    f32.store(sourcesX + at, 0);
    f32.store(sourcesY + at, 0);
    f32.store(masses + at, 0);
  }
  return at >> 2;
}
