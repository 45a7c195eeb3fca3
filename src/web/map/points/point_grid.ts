import { boundsOf } from "./view.ts";

/** Positions sorted into cells, so that what is near a point is found without a look at each. */
export interface PointGrid {
  /**
   * The item nearest to a point and at most `within` away, of those that are accepted; the first of
   * equally near ones, and nothing where there is none.
   */
  nearest(
    point: readonly [number, number],
    options: { within: number; accepts?: (item: number) => boolean },
  ): number | undefined;
}

/** The mean number of items of a cell. */
const PER_CELL = 4;

/** Sorts positions [N, 2] into square cells, by counting. */
export function createPointGrid(positions: Float32Array): PointGrid {
  const count = positions.length / 2;
  const { x: [left, right], y: [bottom, top] } = boundsOf(positions);
  // Positions on a line have no area; the side is then what the line's cells would be.
  const area = (right - left) * (top - bottom);
  const longest = Math.max(right - left, top - bottom);
  const side = area > 0 ? Math.sqrt(area * PER_CELL / count) : longest * PER_CELL / count || 1;
  // Of a cloud that is nearly a line, its length decides: cells stay about as many as items.
  const cell = Math.max(side, longest * PER_CELL / Math.max(1, count));
  const columns = Math.floor((right - left) / cell) + 1;
  const rows = Math.floor((top - bottom) / cell) + 1;
  const columnOf = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - left) / cell)));
  const rowOf = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - bottom) / cell)));

  const starts = new Uint32Array(columns * rows + 1), cells = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    cells[i] = rowOf(positions[2 * i + 1]) * columns + columnOf(positions[2 * i]);
    starts[cells[i] + 1]++;
  }
  for (let c = 0; c < columns * rows; c++) starts[c + 1] += starts[c];
  const items = new Uint32Array(count), next = starts.slice();
  for (let i = 0; i < count; i++) items[next[cells[i]]++] = i;

  return {
    nearest([x, y], { within, accepts = () => true }) {
      let found: number | undefined, least = within * within;
      const from = columnOf(x - within), to = columnOf(x + within);
      for (let row = rowOf(y - within), last = rowOf(y + within); row <= last; row++) {
        // The cells of a row lie one after another, and so do their items.
        const end = starts[row * columns + to + 1];
        for (let at = starts[row * columns + from]; at < end; at++) {
          const item = items[at];
          const dx = positions[2 * item] - x, dy = positions[2 * item + 1] - y;
          const distance = dx * dx + dy * dy;
          if (distance > least || distance === least && found !== undefined && item > found) {
            continue;
          }
          if (!accepts(item)) continue;
          least = distance;
          found = item;
        }
      }
      return found;
    },
  };
}

/** The ways to go from one item to another. */
export type Way = "left" | "right" | "up" | "down";

/** The unit vector of each way. */
const WAYS: Readonly<Record<Way, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, 1],
  down: [0, -1],
};

/**
 * The next item of positions [N, 2] from a point along a way: of those within 45° of it the nearest,
 * nothing where there is none. It looks at each: sixty thousand take less than a frame.
 */
export function nextItem(
  positions: Float32Array,
  { from: [x, y], way, accepts }: {
    from: readonly [number, number];
    way: Way;
    accepts: (item: number) => boolean;
  },
): number | undefined {
  const [wayX, wayY] = WAYS[way];
  let found: number | undefined, least = Infinity;
  for (let item = 0; item < positions.length / 2; item++) {
    const dx = positions[2 * item] - x, dy = positions[2 * item + 1] - y;
    const along = dx * wayX + dy * wayY, aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    const distance = dx * dx + dy * dy;
    if (along <= 0 || aside > along || distance >= least || !accepts(item)) continue;
    least = distance;
    found = item;
  }
  return found;
}
