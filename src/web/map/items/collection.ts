import { floatsOfBase64, integersOfBase64 } from "./bytes_of_base64.ts";
import type { MapMark } from "../draw_marks.ts";
import type { MapData, MapDataColumn } from "./map_data.ts";

/** The items of a page, with all that is known of each. */
export interface Collection {
  readonly title: string;
  readonly count: number;
  readonly maps: readonly CollectionMap[];
  readonly names: readonly string[];
  readonly texts?: readonly string[] | undefined;
  readonly columns: readonly Column[];
}

/** A map with its positions [N, 2]. */
export interface CollectionMap {
  readonly name: string;
  readonly caption: string;
  readonly positions: Float32Array;
  /** Points that are marked besides the items: queries. */
  readonly marks: readonly MapMark[];
}

/** A class of each item, −1 for none. */
export interface ClassColumn {
  readonly name: string;
  readonly kind: "classes";
  readonly classNames: readonly string[];
  readonly classes: Int32Array;
}

/** A number of each item, NaN for none. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: "numbers";
  readonly values: Float32Array;
}

/** A value of each item. */
export type Column = ClassColumn | NumberColumn;

/** The collection of a page's data. */
export function readCollection({ title, maps, names, texts, columns }: MapData): Collection {
  return {
    title,
    count: names.length,
    maps: maps.map(({ positions, marks = [], ...map }) => ({
      ...map,
      marks,
      positions: floatsOfBase64(positions),
    })),
    names,
    texts,
    columns: columns.map(readColumn),
  };
}

function readColumn(column: MapDataColumn): Column {
  return column.kind === "classes"
    ? { ...column, classes: integersOfBase64(column.classes) }
    : { ...column, values: floatsOfBase64(column.values) };
}
