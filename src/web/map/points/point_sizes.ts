import type { ViewSize } from "./view.ts";

/** A map of items, and how often it is enlarged against the view of all. */
export interface Crowd {
  readonly count: number;
  readonly zoom: number;
  readonly size: ViewSize;
}

/** The least and the greatest radius of points that are not zoomed in on, and the greatest of all. */
const LEAST_RADIUS = 1.1, USUAL_RADIUS = 4.5, MOST_RADIUS = 7;

/** The share of a map that all points would cover, if they lay apart. */
const COVERED = 0.1;

/** The power of a zoom by which points grow. */
const GROWTH = 0.3;

/** The radius of points in CSS pixels: less where there are many, more where they lie apart. */
export function pointRadius({ count, zoom, size: { width, height } }: Crowd): number {
  const apart = Math.sqrt(COVERED * width * height / (Math.PI * Math.max(1, count)));
  const usual = Math.max(LEAST_RADIUS, Math.min(USUAL_RADIUS, apart));
  return Math.min(MOST_RADIUS, usual * Math.max(1, zoom) ** GROWTH);
}

/** The number of points in view from which on nobody sees the edge of one. */
const MANY = 15_000;

/** True where so many points are in view that they are painted without soft edges. */
export function hasHardEdges({ count, zoom }: Crowd): boolean {
  return count / Math.max(1, zoom) ** 2 > MANY;
}

/** The least and the greatest side of a thumbnail on a map, in CSS pixels. */
const LEAST_SIDE = 28, MOST_SIDE = 64;

/** The room for each item, in thumbnails, from which on they are twice as large. */
const ROOM = 12;

/**
 * The side of thumbnails in CSS pixels: their own, or twice that where a zoom leaves much room. It goes by
 * the zoom alone, so that panning changes none.
 */
export function thumbnailSide(
  longest: number,
  { count, zoom, size: { width, height } }: Crowd,
): number {
  const side = Math.max(LEAST_SIDE, longest), inView = count / Math.max(1, zoom) ** 2;
  const hasRoom = width * height > ROOM * inView * side ** 2;
  return Math.min(MOST_SIDE, hasRoom ? 2 * side : side);
}
