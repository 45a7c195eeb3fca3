import { createPointGrid, nextItem, type Way } from "./point_grid.ts";
import {
  boundsOf,
  fitView,
  itemsInView,
  type MapView,
  panView,
  placeOf,
  pointAt,
  type ViewPlace,
  type ViewSize,
  zoomView,
} from "./view.ts";

/** A look at a map: the part of it that is in view, how it is moved, and what lies where. */
export interface MapLook {
  readonly view: MapView;
  /** The view of everything. */
  readonly all: MapView;
  readonly size: ViewSize;
  /** Takes another size, and keeps what it shows; the first one shows all. */
  resize(size: ViewSize): void;
  pan(by: ViewPlace): void;
  /** Enlarges around a place, the middle unless given. */
  zoom(factor: number, at?: ViewPlace): void;
  showAll(): void;
  /** Brings an item into the middle, enlarged by so much at least. */
  centre(item: number, options?: { zoom?: number }): void;
  placeOf(item: number): ViewPlace;
  /** The item nearest to a place and at most `reach` pixels away. */
  itemAt(at: ViewPlace, reach: number): number | undefined;
  /** The item nearest to the middle. */
  itemInMiddle(): number | undefined;
  /** The next item along a way from another, or from the middle. */
  next(from: number | undefined, way: Way): number | undefined;
  /** The items in view, those next to the middle first. */
  inView(): number[];
  /** The items between two corners. */
  between(from: ViewPlace, to: ViewPlace): number[];
}

/** The reach of the middle, as a share of the shorter side. */
const MIDDLE = 0.2;

function joined(positions: Float32Array, others: readonly number[]): Float32Array {
  if (others.length === 0) return positions;
  const all = new Float32Array(positions.length + others.length);
  all.set(positions);
  all.set(others, positions.length);
  return all;
}

/** Makes the look at positions [N, 2]; of items that are not shown it finds none. */
export function createMapLook(
  positions: Float32Array,
  { marked = [], isShown, onLook }: {
    /** Further positions [M, 2] that are no items, and in view where all is. */
    marked?: readonly number[];
    isShown: (item: number) => boolean;
    onLook: () => void;
  },
): MapLook {
  const bounds = boundsOf(joined(positions, marked)), grid = createPointGrid(positions);
  let size: ViewSize = { width: 0, height: 0 };
  let all: MapView = { x: 0, y: 0, scale: 1 }, view = all;
  const turn = (next: MapView): void => {
    view = next;
    onLook();
  };
  const middle = (): ViewPlace => ({ left: size.width / 2, top: size.height / 2 });
  const pointOf = (item: number) => [positions[2 * item], positions[2 * item + 1]] as const;
  const itemAt = (at: ViewPlace, reach: number): number | undefined =>
    grid.nearest(pointAt(view, { at, size }), { within: reach / view.scale, accepts: isShown });
  return {
    get view() {
      return view;
    },
    get all() {
      return all;
    },
    get size() {
      return size;
    },
    resize(next) {
      const zoom = view.scale / all.scale, isFirst = size.width === 0;
      size = next;
      all = fitView(bounds, size);
      turn(isFirst ? all : { ...view, scale: zoom * all.scale });
    },
    pan: (by) => turn(panView(view, by)),
    zoom: (factor, at = middle()) => turn(zoomView(view, { factor, at, size, all })),
    showAll: () => turn(all),
    centre(item, { zoom = 0 } = {}) {
      const [x, y] = pointOf(item);
      turn({ x, y, scale: Math.max(view.scale, zoom * all.scale) });
    },
    placeOf: (item) => placeOf(view, { point: pointOf(item), size }),
    itemAt,
    itemInMiddle: () => itemAt(middle(), MIDDLE * Math.min(size.width, size.height)),
    next: (item, way) =>
      nextItem(positions, {
        from: item === undefined ? [view.x, view.y] : pointOf(item),
        way,
        accepts: (other) => other !== item && isShown(other),
      }),
    inView: () =>
      nearestFirst(itemsInView(positions, { view, size }).filter(isShown), { positions, view }),
    between(from, to) {
      const corners = [from, to].map((at) => pointAt(view, { at, size }));
      const isWithin = (item: number) =>
        pointOf(item).every((value, axis) =>
          (value - corners[0][axis]) * (value - corners[1][axis]) <= 0
        );
      return itemsInView(positions, { view, size }).filter((item) =>
        isShown(item) && isWithin(item)
      );
    },
  };
}

function nearestFirst(
  items: readonly number[],
  { positions, view: { x, y } }: { positions: Float32Array; view: MapView },
): number[] {
  const distances = new Map(items.map((item) => {
    const dx = positions[2 * item] - x, dy = positions[2 * item + 1] - y;
    return [item, dx * dx + dy * dy] as const;
  }));
  return items.toSorted((a, b) => distances.get(a)! - distances.get(b)! || a - b);
}
