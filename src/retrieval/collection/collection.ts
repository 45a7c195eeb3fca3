import type { ExampleKind } from "../../core/example_kind.ts";
import type { NdArray } from "../../core/nd_array.ts";
import type { BitCodes } from "../search/search_bits.ts";
import type { Metric } from "../search/metric.ts";
import type { WordRows } from "./word_rows.ts";

/** The facts of a collection. */
export interface CollectionManifest {
  /** The name of the data that the items are of. */
  readonly data: string;
  /** The kind of the items, by how people can be shown one. */
  readonly kind: ExampleKind;
  /** The number of items. */
  readonly count: number;
  /** The codes: real values, or bits, each of which says whether a value is above the threshold. */
  readonly codes:
    | { readonly type: "values"; readonly size: number; readonly metric: Metric }
    | { readonly type: "bits"; readonly size: number; readonly threshold: number };
  /** The names of the classes of the items, where they have some. */
  readonly classes?: readonly string[];
}

/** A thing that is found. */
export interface CollectionItem {
  /** Its name: that of its file, or its number in the data, from 1. */
  readonly id: string;
  /** The name of its class. */
  readonly label?: string;
  /** The words that are shown of it. */
  readonly text?: string;
}

/** Things that are searched by their codes, as a plain value. */
export interface Collection {
  /** The facts of it. */
  readonly manifest: CollectionManifest;
  /** Its items. */
  readonly items: readonly CollectionItem[];
  /** The codes in the order of the items: values [N, C], or bits. */
  readonly codes: NdArray | BitCodes;
  /** The words of items that are texts, by which a shortlist can be sorted. */
  readonly words?: WordRows;
}
