import type { MapView, ViewSize } from "./view.ts";

/** A thumbnail on a map: its item, and the place of its middle in CSS pixels. */
export interface PlacedThumbnail {
  readonly item: number;
  readonly left: number;
  readonly top: number;
}

/** The most items in view for each thumbnail that would fit beside each other. */
const CROWD = 3;

/**
 * The thumbnails that take the place of points: where few enough items are in view, those of the
 * items that come first in `order`, as far as none covers another. Panning moves them and changes
 * none but those at the edges, as the order is that of all items.
 */
export function placeThumbnails(
  positions: Float32Array,
  { order, isShown, view: { x, y, scale }, size: { width, height }, side }: {
    order: Uint32Array;
    isShown: (item: number) => boolean;
    view: MapView;
    size: ViewSize;
    /** The side of a thumbnail, in CSS pixels. */
    side: number;
  },
): PlacedThumbnail[] {
  const most = CROWD * width * height / side ** 2;
  const seen: PlacedThumbnail[] = [];
  for (let k = 0; k < order.length; k++) {
    const item = order[k];
    const left = width / 2 + (positions[2 * item] - x) * scale;
    const top = height / 2 - (positions[2 * item + 1] - y) * scale;
    // Those just beyond the edge count as well: their neighbours in view go by them.
    if (left < -side || left > width + side || top < -side || top > height + side) continue;
    if (!isShown(item)) continue;
    seen.push({ item, left, top });
    if (seen.length > most) return [];
  }
  const placed = new Map<string, PlacedThumbnail>();
  const cellOf = (place: number) => Math.floor(place / side);
  const isFree = ({ left, top }: PlacedThumbnail): boolean => {
    const column = cellOf(left), row = cellOf(top);
    for (let down = -1; down <= 1; down++) {
      for (let right = -1; right <= 1; right++) {
        const other = placed.get(`${column + right},${row + down}`);
        if (other && Math.abs(other.left - left) < side && Math.abs(other.top - top) < side) {
          return false;
        }
      }
    }
    return true;
  };
  for (const each of seen) {
    if (isFree(each)) placed.set(`${cellOf(each.left)},${cellOf(each.top)}`, each);
  }
  return [...placed.values()];
}
