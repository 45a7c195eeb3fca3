import type { SearchResult } from "../../workflows/retrieval/search_index.ts";
import { formatTable } from "./table.ts";

/** An item that a search found, as people are shown it. */
export interface FoundItem {
  /** Its number in the index, from 1. */
  readonly row: number;
  readonly id: string;
  readonly label?: string;
  readonly text?: string;
  readonly distance: number;
}

/** The items that a search found, from near to far. */
export function foundItems({ items, found }: SearchResult): FoundItem[] {
  return found.map(({ item, distance }, i) => ({ row: item + 1, ...items[i], distance }));
}

/** A distance for people: a number of bits, or four places. */
export function distanceText(
  distance: number,
  { metric }: Pick<SearchResult, "metric">,
): string {
  if (metric === "hamming") return String(distance);
  return Math.abs(distance) < 1000 ? distance.toFixed(4) : distance.toPrecision(6);
}

/** True where all names are the numbers of the items, and say no more than these. */
export function areNumbers(items: readonly FoundItem[]): boolean {
  return items.every(({ row, id }) => id === String(row));
}

/** The items as a table, with the columns that they have. */
export function foundTable(result: SearchResult): string {
  const items = foundItems(result);
  const hasIds = !areNumbers(items), [first] = items;
  const hasLabels = first?.label !== undefined, hasTexts = first?.text !== undefined;
  return formatTable({
    columns: [
      "item",
      ...(hasIds ? ["id"] : []),
      ...(hasLabels ? ["class"] : []),
      "distance",
      ...(hasTexts ? ["text"] : []),
    ],
    rows: items.map(({ row, id, label = "", text = "", distance }) => [
      String(row),
      ...(hasIds ? [id] : []),
      ...(hasLabels ? [label] : []),
      distanceText(distance, result),
      ...(hasTexts ? [text] : []),
    ]),
    left: ["id", "class", "text"],
  });
}

/** The pictures of the query and of what it found, [1 + found, …shape] in [0, 1]; undefined of what is none. */
export function foundPictures(
  { pictures, query }: SearchResult,
): { images: Float32Array<ArrayBuffer>; shape: readonly number[] } | undefined {
  if (!pictures || !query.thumbnail) return undefined;
  const images = Float32Array.from(
    [...query.thumbnail, ...pictures.values],
    (byte) => byte / 255,
  );
  return { images, shape: pictures.shape.slice(1) };
}
