import type { Shape } from "../core/shape.ts";
import type { CollectionItem, Found, WordRows } from "../retrieval/mod.ts";
import type { FolderManifest } from "./manifest.ts";

/** Pictures of some items. */
export interface Pictures {
  /** [N, h, w, k], k being 1 or 3. */
  readonly shape: Shape;
  readonly values: Uint8Array<ArrayBuffer>;
}

/**
 * An index that can be asked, wherever it lies. Items are told by their places, from 0; one question at a
 * time, as a database has one connection.
 */
export interface SearchableCollection extends AsyncDisposable {
  /** The folder or the database, as sentences name it. */
  readonly name: string;
  readonly manifest: FolderManifest;
  /**
   * The items nearest to the code of an encoder, from near to far, of equally far ones the first ones first.
   * Throws a RangeError, one sentence, for a code of another size or with values that are no numbers.
   */
  byCode(code: Float32Array<ArrayBuffer>, options: { readonly count: number }): Promise<Found[]>;
  /** The items nearest to one of them, which is left out; throws a RangeError, one sentence, for none. */
  byItem(item: number, options: { readonly count: number }): Promise<Found[]>;
  /** Some of the items, in the order in which they are asked for. */
  items(places: readonly number[]): Promise<CollectionItem[]>;
  /** The pictures of some items; undefined where there are none. */
  pictures(places: readonly number[]): Promise<Pictures | undefined>;
  /** The words of some items that are texts, one row for each. */
  words(places: readonly number[]): Promise<WordRows>;
  /** The bytes of a file of the encoder; throws an Error, one sentence, for one that is not there. */
  file(path: string): Promise<Uint8Array<ArrayBuffer>>;
}
