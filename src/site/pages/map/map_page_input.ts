/** A collection and one or two maps of it; every text may come from anywhere, and is escaped. */
export interface MapPageInput {
  readonly title: string;
  /** One map, or two that are shown side by side. */
  readonly maps: readonly MapOfItems[];
  /** The name of each of the N items. */
  readonly names: readonly string[];
  /** A line of text of each item. */
  readonly texts?: readonly string[];
  /** The class of each item. */
  readonly labels?: MapLabels;
  /** Further values of the items by their names: numbers, NaN for none, or words, "" for none. */
  readonly columns?: Readonly<Record<string, ArrayLike<number> | readonly string[]>>;
  /** A small picture of each item. */
  readonly thumbnails?: MapThumbnails;
}

/** A map: a place in the plane for each item. */
export interface MapOfItems {
  readonly name: string;
  /** A sentence or a few words on how it was made. */
  readonly caption: string;
  /** [N, 2]. */
  readonly positions: Float32Array;
  /** Points that are marked besides the items, such as a query. */
  readonly marks?: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

/** The class of each item, −1 for none. */
export interface MapLabels {
  readonly classes: ArrayLike<number>;
  /** Their numbers unless given. */
  readonly classNames?: readonly string[];
  /** The name of all: "label" unless given. */
  readonly name?: string;
}

/** Small pictures [N, height, width, channels] in bytes: 1 channel or 3, 64 × 64 at most. */
export interface MapThumbnails {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}
