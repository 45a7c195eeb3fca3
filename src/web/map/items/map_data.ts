import type { ThumbnailLayout } from "../../picture/thumbnails.ts";

/** A map as the program of its page reads it: JSON, with long rows of numbers as base64. */
export interface MapData {
  readonly title: string;
  readonly maps: readonly MapDataMap[];
  /** The name of each item. */
  readonly names: readonly string[];
  /** A line of text of each item. */
  readonly texts?: readonly string[];
  /** Labels, where there are any, come first. */
  readonly columns: readonly MapDataColumn[];
  readonly thumbnails?: MapDataThumbnails;
}

/** One map of the collection. */
export interface MapDataMap {
  readonly name: string;
  readonly caption: string;
  /** Positions [N, 2]: 32-bit floats. */
  readonly positions: string;
  /** Points that are marked besides the items. */
  readonly marks?: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

/** A value of each item: a class, or a number. */
export type MapDataColumn =
  | {
    readonly name: string;
    readonly kind: "classes";
    readonly classNames: readonly string[];
    /** The class of each item, −1 for none: 32-bit integers. */
    readonly classes: string;
  }
  | {
    readonly name: string;
    readonly kind: "numbers";
    /** The number of each item, NaN for none: 32-bit floats. */
    readonly values: string;
  };

/** The small pictures of all items. */
export interface MapDataThumbnails extends ThumbnailLayout {
  /** The bytes of a PNG file each. */
  readonly sheets: readonly string[];
}

/** The `id` of the element of the page that holds the data, and of the one that the map goes into. */
export const MAP_ELEMENTS = { data: "map-data", root: "map" } as const;
