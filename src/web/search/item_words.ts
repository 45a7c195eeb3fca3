import type { CollectionItem, CollectionManifest } from "../../retrieval/mod.ts";

/** The name of an item: that of its file, or its number in the data. */
export function nameOf({ id }: CollectionItem): string {
  return /^\d+$/.test(id) ? `item ${id}` : id;
}

/** The way in which items are compared. */
export interface Comparison {
  readonly codes: CollectionManifest["codes"];
  /** True where a shortlist is sorted by words. */
  readonly isByWords: boolean;
}

/** A distance as people read it. */
export function distanceWords(distance: number, { codes, isByWords }: Comparison): string {
  if (codes.type === "bits" && !isByWords) {
    return `${distance} ${distance === 1 ? "bit" : "bits"}`;
  }
  return distance.toFixed(4).replace("-", "−");
}

/** A line on what was found, and how it is sorted. */
export function foundWords(
  { found, count, shortlist }: {
    readonly found: number;
    /** The number of items that were looked at, and of those that are sorted by words. */
    readonly count: number;
    readonly shortlist: number;
  },
  { codes, isByWords }: Comparison,
): string {
  const of = `${found} of ${count.toLocaleString("en")}`;
  const near = codes.type === "bits"
    ? "bits of their codes that differ"
    : `the ${METRIC_NAMES[codes.metric]} of their codes`;
  return isByWords
    ? `${of}: the ${Math.min(shortlist, count)} nearest by ${near}, sorted by words`
    : `${of}, by ${near}`;
}

const METRIC_NAMES = {
  euclidean: "distance",
  cosine: "cosine",
  "inner-product": "inner product",
} as const;

/** A line for those who do not see the list. */
export function announcedWords(
  names: readonly { readonly name: string; readonly label?: string | undefined }[],
): string {
  if (names.length === 0) return "Nothing was found.";
  const [{ name, label }] = names;
  return `${names.length} nearest, the first is ${name}${label === undefined ? "" : `, ${label}`}`;
}
