import { BLOCK, type SquaredDistances } from "./squared_distances.ts";

/** The nearest of each point up to rounding. */
export interface Candidates {
  /** Those of a point, once, and the squared distance, up to rounding, of the farthest. */
  take(point: number): { readonly items: Uint32Array; readonly farthest: number };
  /**
   * Looks for all points whose squared distance, up to rounding, is at most a limit, for some points in their
   * order, and hands them over.
   */
  listNearer(
    asked: { readonly points: readonly number[]; readonly limits: readonly number[] },
    found: (point: number, items: readonly number[]) => void,
  ): void;
}

/** Keeps so many of the nearest of each point: every pair is computed once, and counts for both of its points. */
export function candidatesOf(distances: SquaredDistances, kept: number): Candidates {
  const { memory, count } = distances, { kernels } = memory;
  const heaps = memory.take(8 * kept * count);
  const block = memory.take(4 * BLOCK * BLOCK), turned = memory.take(4 * BLOCK * BLOCK);
  const items = memory.take(4 * kept), squares = memory.take(4 * kept);
  const heapOf = (point: number) => heaps + 8 * kept * point;
  for (let point = 0; point < count; point++) kernels.clearNearest(heapOf(point), kept);
  for (let from = 0; from < count; from += BLOCK) {
    const rows = Math.min(BLOCK, count - from);
    distances.put(rows, (row) => from + row);
    for (let first = from; first < count; first += BLOCK) {
      const columns = Math.min(BLOCK, count - first);
      distances.compute(first, columns, block);
      if (first === from) {
        const square = memory.floats(block, rows * columns);
        for (let row = 0; row < rows; row++) square[row * columns + row] = Infinity;
      } else {
        kernels.transpose(block, rows, columns, turned);
        for (let column = 0; column < columns; column++) {
          const at = turned + 4 * rows * column;
          kernels.keepNearest(at, rows, from, heapOf(first + column), kept);
        }
      }
      for (let row = 0; row < rows; row++) {
        kernels.keepNearest(block + 4 * columns * row, columns, first, heapOf(from + row), kept);
      }
    }
  }
  return {
    take(point) {
      kernels.takeNearest(heapOf(point), kept, items, squares);
      return {
        items: memory.integers(items, kept),
        farthest: memory.floats(squares, kept)[kept - 1],
      };
    },
    listNearer({ points, limits }, found) {
      for (let from = 0; from < points.length; from += BLOCK) {
        const some = points.slice(from, from + BLOCK), lists = some.map((): number[] => []);
        distances.put(some.length, (row) => some[row]);
        for (let first = 0; first < count; first += BLOCK) {
          const columns = Math.min(BLOCK, count - first);
          distances.compute(first, columns, block);
          for (let row = 0; row < some.length; row++) {
            const at = block + 4 * columns * row, limit = limits[from + row];
            const many = kernels.listBetween(at, columns, -Infinity, limit, turned);
            for (const place of memory.integers(turned, many)) {
              if (first + place !== some[row]) lists[row].push(first + place);
            }
          }
        }
        some.forEach((point, row) => found(point, lists[row]));
      }
    },
  };
}
