/** The part of the plane that a map shows: what lies in its middle, and the pixels of a unit. */
export interface MapView {
  readonly x: number;
  /** It grows upwards. */
  readonly y: number;
  /** CSS pixels of one unit, the same along both axes. */
  readonly scale: number;
}

/** A size in CSS pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** A place on a map in CSS pixels, from its upper left corner. */
export interface ViewPlace {
  readonly left: number;
  readonly top: number;
}

/** The rectangle that holds all positions. */
export interface Bounds {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The share of a map that stays empty around all items, at each side. */
const MARGIN = 0.04;

/** The least and the greatest scale, in those that show all items. */
const LEAST = 0.5, MOST = 4000;

/** The bounds of positions [N, 2]; those of the origin where there are none. */
export function boundsOf(positions: Float32Array): Bounds {
  if (positions.length === 0) return { x: [0, 0], y: [0, 0] };
  let [left, bottom] = positions, [right, top] = positions;
  for (let i = 0; i < positions.length; i += 2) {
    const x = positions[i], y = positions[i + 1];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  return { x: [left, right], y: [bottom, top] };
}

/** The view of all that lies within bounds. */
export function fitView({ x, y }: Bounds, { width, height }: ViewSize): MapView {
  const room = 1 - 2 * MARGIN;
  const wide = x[1] - x[0], high = y[1] - y[0];
  // Items that all lie at one place are as good as a unit wide.
  const scale = wide > 0 || high > 0 ? Math.min(room * width / wide, room * height / high) : width;
  return { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2, scale };
}

/** The view after its content moved by so many pixels. */
export function panView({ x, y, scale }: MapView, { left, top }: ViewPlace): MapView {
  return { x: x - left / scale, y: y + top / scale, scale };
}

/**
 * The view enlarged by a factor so that what lies at a place stays there, within the scales that are
 * allowed around the one that shows all.
 */
export function zoomView(
  view: MapView,
  { factor, at, size, all }: { factor: number; at: ViewPlace; size: ViewSize; all: MapView },
): MapView {
  const scale = Math.min(MOST * all.scale, Math.max(LEAST * all.scale, view.scale * factor));
  const [x, y] = pointAt(view, { at, size });
  return {
    x: x - (at.left - size.width / 2) / scale,
    y: y + (at.top - size.height / 2) / scale,
    scale,
  };
}

/** The point of the plane at a place of a map. */
export function pointAt(
  { x, y, scale }: MapView,
  { at, size }: { at: ViewPlace; size: ViewSize },
): readonly [x: number, y: number] {
  return [x + (at.left - size.width / 2) / scale, y - (at.top - size.height / 2) / scale];
}

/** The place of a point of the plane on a map. */
export function placeOf(
  { x, y, scale }: MapView,
  { point, size }: { point: readonly [number, number]; size: ViewSize },
): ViewPlace {
  return {
    left: size.width / 2 + (point[0] - x) * scale,
    top: size.height / 2 - (point[1] - y) * scale,
  };
}

/** The indices of the positions [N, 2] that a view shows, in their order. */
export function itemsInView(
  positions: Float32Array,
  { view: { x, y, scale }, size }: { view: MapView; size: ViewSize },
): number[] {
  const wide = size.width / 2 / scale, high = size.height / 2 / scale;
  const items: number[] = [];
  for (let i = 0; i < positions.length; i += 2) {
    if (Math.abs(positions[i] - x) <= wide && Math.abs(positions[i + 1] - y) <= high) {
      items.push(i / 2);
    }
  }
  return items;
}
