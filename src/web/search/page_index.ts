import type { ExampleKind } from "../../core/example_kind.ts";
import type { CollectionManifest } from "../../retrieval/mod.ts";
import type { ThumbnailLayout } from "../picture/thumbnails.ts";

/** The version of the files of an index in an export that this version writes and reads. */
export const PAGE_INDEX_FORMAT = 1;

/**
 * An index as a page reads it: the file index.json of an export. What a search looks at as a whole is one
 * file each, what it shows of a few items lies in parts of some hundred, so that a static host sends little.
 */
export interface PageIndex extends Pick<CollectionManifest, "data" | "count" | "codes"> {
  readonly format: typeof PAGE_INDEX_FORMAT;
  readonly kind: ExampleKind;
  /** The items of a file of lines. */
  readonly itemsPerFile: number;
  /** The arrangement of the small pictures of items that are images. */
  readonly thumbnails?: ThumbnailLayout;
  /** The words that the encoder of texts leaves out whatever they are about. */
  readonly functionWords?: readonly string[];
  /** The SHA-256 and the size of every other file, by its path. */
  readonly files: Readonly<Record<string, PageIndexFile>>;
}

/** The facts by which a file is known. */
export interface PageIndexFile {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The other files of an index, by their paths from the folder of index.json. */
export const PAGE_INDEX_FILES = {
  /** Values [N, C]. */
  codes: "codes.npy",
  /** In their place: bytes [N, ⌈C / 8⌉]. */
  bits: "bits.npy",
  /** Of texts: how many words each has, which, and what they weigh. */
  words: "words.safetensors",
} as const;

/** The file with the lines of some items, JSON each, by its number. */
export function itemsPath(part: number): string {
  return `items/${part}.jsonl`;
}

/** The file with the small pictures of some items, a PNG sheet, by its number. */
export function sheetPath(sheet: number): string {
  return `thumbnails/${sheet}.png`;
}
