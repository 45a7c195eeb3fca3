import { repelFrom } from "./repel_from";
import { buildTree, CELL_BYTES, firstOf, isLeaf, lastOf } from "./tree/build_tree";
import { listSources } from "./tree/list_sources";
import { sortPoints } from "./tree/sort_points";

/** Bytes of scratch memory that `repel` needs for so many points. */
export function repelScratch(count: usize): usize {
  // Keys and order, both twice; coordinates; the coordinates and masses of sources; counts of digits; cells.
  return stride(count) * 9 + 1024 + 2 * count * CELL_BYTES;
}

/** The bytes of a list of a value for each point, and those that fill up four. */
function stride(count: usize): usize {
  return ((count + 7) & ~3) * 4;
}

/**
 * The sums Σⱼ qᵢⱼ² (yᵢ − yⱼ) with qᵢⱼ = 1 / (1 + ‖yᵢ − yⱼ‖²) of `count` points yᵢ of the plane, to `forces`
 * [count, 2]; returns the sum of qᵢⱼ over all pairs, both ways round.
 *
 * With `theta` 0 all pairs are computed. Otherwise the points are the leaves of a quadtree, and a cell stands
 * for its points, as one of their mass in their centre, where its side is less than `theta` times its distance
 * (Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", 1986; van der Maaten, "Accelerating
 * t-SNE using tree-based algorithms", 2014). The distance is that of the centre from the box around all points
 * of a leaf, for which one list of cells is made (Barnes, "A modified tree code: don't laugh; it runs", 1990):
 * no cell is taken that would be too near for one of them.
 */
export function repel(
  points: usize,
  count: usize,
  theta: f32,
  scratch: usize,
  forces: usize,
): f64 {
  const size = stride(count);
  const keys = scratch, order = keys + size, spare = order + size;
  const x = spare + 2 * size, y = x + size;
  const sourcesX = y + size, sourcesY = sourcesX + size, masses = sourcesY + size;
  const digits = masses + size, cells = digits + 1024;
  // A point is 1 to itself, and pushes itself nowhere.
  let sum = -<f64> count;
  if (theta == 0) {
    for (let i: usize = 0; i < count; i++) store<u32>(order + 4 * i, <u32> i);
    takePoints(points, order, count, x, y);
    for (let i: usize = 0; i < size; i += 4) f32.store(masses + i, f32(i < 4 * count));
    return sum + repelFrom(x, y, masses, (count + 3) & ~3, x, y, 0, count, order, forces);
  }
  const side = sortPoints(points, count, keys, order, spare, digits);
  takePoints(points, order, count, x, y);
  const end = buildTree(keys, x, y, 0, count, side, cells);
  for (let cell = cells; cell < end; cell += CELL_BYTES) {
    if (!isLeaf(cell)) continue;
    const found = listSources(cells, end, cell, theta, x, y, sourcesX, sourcesY, masses);
    const from = firstOf(cell), to = lastOf(cell);
    sum += repelFrom(sourcesX, sourcesY, masses, found, x, y, from, to, order, forces);
  }
  return sum;
}

/** The coordinates of points in an order, and zeros that fill up four. */
function takePoints(points: usize, order: usize, count: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const from = points + 8 * <usize> load<u32>(order + 4 * i);
    f32.store(x + 4 * i, f32.load(from));
    f32.store(y + 4 * i, f32.load(from, 4));
  }
  for (let i = count; i < count + 3; i++) {
    f32.store(x + 4 * i, 0);
    f32.store(y + 4 * i, 0);
  }
}
