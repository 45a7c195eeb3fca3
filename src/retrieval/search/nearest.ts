import type { SearchMemory } from "./search_memory.ts";

/** The nearest items of each query. */
export interface Nearest {
  /** The number of items that each query has: as many as asked for, or all where there are fewer. */
  readonly count: number;
  /** Their numbers [Q, count], from near to far, of equally far ones the first ones first. */
  readonly items: Uint32Array<ArrayBuffer>;
  /** Their distances [Q, count]. */
  readonly distances: Float32Array<ArrayBuffer>;
}

/** A collection whose distances to some queries are computed a block of items at a time. */
export interface Distances {
  readonly memory: SearchMemory;
  /** The number of items, and of those that are taken at once. */
  readonly count: number;
  readonly block: number;
  /** The place of the distances [queries, items] of a block, and the most queries that it has room for. */
  readonly at: number;
  readonly queries: number;
  /** Puts some queries, from one on, where `compute` takes them from. */
  put(from: number, rows: number): void;
  /** Computes the distances of so many items from one on, to the queries that were put. */
  compute(first: number, items: number, rows: number): void;
}

/** The bytes that the heaps of queries may take at once. */
const HEAPS = 2 ** 22;

/**
 * The nearest items of `all` queries, exactly: every item is looked at. Memory from where it ends at first is
 * used meanwhile. Throws a RangeError for a number of items that is no whole number from 1 up.
 */
export function nearestOf(
  { memory, count, block, at, queries, put, compute }: Distances,
  all: number,
  wanted: number,
): Nearest {
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw new RangeError(`Cannot find ${wanted} items: expected a whole number from 1 up`);
  }
  const { kernels } = memory, most = Math.min(wanted, count);
  const together = Math.max(1, Math.min(queries, Math.floor(HEAPS / (8 * most))));
  const start = memory.take(8 * most * together);
  const items = memory.take(4 * most), distances = memory.take(4 * most);
  const found: Nearest = {
    count: most,
    items: new Uint32Array(all * most),
    distances: new Float32Array(all * most),
  };
  for (let from = 0; from < all; from += together) {
    const rows = Math.min(together, all - from);
    const heapOf = (row: number) => start + 8 * most * row;
    put(from, rows);
    for (let row = 0; row < rows; row++) kernels.clearNearest(heapOf(row), most);
    for (let first = 0; first < count; first += block) {
      const size = Math.min(block, count - first);
      compute(first, size, rows);
      for (let row = 0; row < rows; row++) {
        kernels.keepNearest(at + 4 * size * row, size, first, heapOf(row), most);
      }
    }
    for (let row = 0; row < rows; row++) {
      kernels.takeNearest(heapOf(row), most, items, distances);
      found.items.set(memory.integers(items, most), (from + row) * most);
      found.distances.set(memory.floats(distances, most), (from + row) * most);
    }
  }
  memory.reset(start);
  return found;
}
