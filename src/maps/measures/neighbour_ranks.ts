import type { Nearest } from "../../retrieval/mod.ts";
import { BLOCK, type SquaredDistances } from "../neighbours/squared_distances.ts";

/**
 * The places that some other points of each point, `nearest`, have among all others by their distance: [N, count],
 * 1 for the nearest, equally far ones in their order. Exact in 64 bits: where distances are equal up to the
 * rounding of 32, they are computed again.
 */
export function neighbourRanks(
  distances: SquaredDistances,
  { count, items }: Nearest,
): Uint32Array<ArrayBuffer> {
  const { memory, count: all } = distances, { kernels } = memory;
  const block = memory.take(4 * BLOCK * BLOCK), places = memory.take(4 * BLOCK);
  const ranks = new Uint32Array(all * count).fill(1);
  const squares = Float64Array.from(
    items,
    (item, i) => distances.between(Math.floor(i / count), item),
  );
  for (let from = 0; from < all; from += BLOCK) {
    const rows = Math.min(BLOCK, all - from);
    distances.put(rows, (row) => from + row);
    for (let first = 0; first < all; first += BLOCK) {
      const columns = Math.min(BLOCK, all - first);
      distances.compute(first, columns, block);
      if (first === from) {
        const square = memory.floats(block, rows * columns);
        for (let row = 0; row < rows; row++) square[row * columns + row] = Infinity;
      }
      for (let row = 0; row < rows; row++) {
        const point = from + row, at = block + 4 * columns * row;
        // Twice, for limits are rounded to 32 bits as well.
        const error = 2 * distances.errorOf(point);
        for (let i = point * count; i < (point + 1) * count; i++) {
          const low = squares[i] - error, high = squares[i] + error;
          ranks[i] += kernels.countBelow(at, columns, low);
          const many = kernels.listBetween(at, columns, low, high, places);
          for (const place of memory.integers(places, many)) {
            const other = first + place;
            if (other === items[i]) continue;
            const square = distances.between(point, other);
            if (square < squares[i] || square === squares[i] && other < items[i]) ranks[i]++;
          }
        }
      }
    }
  }
  return ranks;
}
