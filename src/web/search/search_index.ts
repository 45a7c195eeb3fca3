import { decodeNpy } from "../../core/npy/npy.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { sameShape } from "../../core/shape.ts";
import {
  type BitCodes,
  type CollectionItem,
  type Found,
  searchCollection,
  sortByWords,
  wordRow,
  type WordRows,
  wordRowsOfFile,
} from "../../retrieval/mod.ts";
import type { IndexFolder } from "./index_folder.ts";
import { parseItemLines } from "./item_lines.ts";
import { itemsPath, PAGE_INDEX_FILES, type PageIndex } from "./page_index.ts";

/** The texts that are taken by codes before they are sorted by words, as `retrieval` measures it. */
export const SHORTLIST = 100;

/** The files of lines that stay in memory. */
const MOST_PARTS = 64;

/** An index that a page asks. */
export interface SearchIndex {
  readonly index: PageIndex;
  /** True where what is found is a shortlist sorted by words. */
  readonly isByWords: boolean;
  /** The items nearest to a code [C]; `words` are the values of the text [V] that it is the code of. */
  byCode(code: Float32Array<ArrayBuffer>, asked: { count: number; words?: Float32Array }): Found[];
  /** The items nearest to one of them, which is left out. */
  byItem(item: number, asked: { count: number }): Found[];
  /** The lines of some items, by their places. */
  itemsAt(places: readonly number[]): Promise<CollectionItem[]>;
}

/** The kernels of the search, and the model that asks. */
export interface SearchIndexOptions {
  /** The bytes of search.wasm. */
  readonly wasm: BufferSource;
  /** The values of a code, and of an input, of the model. */
  readonly codeSize: number;
  readonly inputSize: number;
}

/**
 * Reads all of an index that every search looks at, and takes it into the search. Throws an Error, one
 * sentence, for files that are not there or not of each other, and for codes of another size than the model's.
 */
export async function openSearchIndex(
  folder: IndexFolder,
  { wasm, codeSize, inputSize }: SearchIndexOptions,
): Promise<SearchIndex> {
  const { index } = folder, { codes: kind, data, count, itemsPerFile } = index;
  if (kind.size !== codeSize) {
    throw new RangeError(
      `Cannot search: the index has codes of ${kind.size} values, the model of ${codeSize}`,
    );
  }
  const [codes, words] = await Promise.all([
    readCodes(folder),
    index.kind === "texts" ? readWords(folder, inputSize) : undefined,
  ]);
  const manifest = { data, kind: index.kind, count, codes: kind };
  const search = await searchCollection({ manifest, items: [], codes }, { wasm });
  const most = (asked: number) => words ? Math.max(asked, SHORTLIST) : asked;
  const sorted = (found: Found[], asked: number, query: () => Float32Array | undefined) => {
    const own = words && query();
    return own ? sortByWords(found, { rows: words, query: own }).slice(0, asked) : found;
  };
  const parts = new Map<number, Promise<CollectionItem[]>>();
  const partAt = (part: number): Promise<CollectionItem[]> => {
    const lines = parts.get(part) ?? readPart(folder, part);
    // Those that were looked at last are the last to go, and what failed may do at the next call.
    parts.delete(part);
    parts.set(part, lines);
    lines.catch(() => parts.delete(part));
    for (const other of parts.keys()) {
      if (parts.size <= MOST_PARTS) break;
      parts.delete(other);
    }
    return lines;
  };
  return {
    index,
    isByWords: words !== undefined,
    byCode: (code, asked) =>
      sorted(search.byCode(code, { count: most(asked.count) }), asked.count, () => asked.words),
    byItem: (item, asked) =>
      sorted(
        search.byItem(item, { count: most(asked.count) }),
        asked.count,
        () => words && wordRow(words, item, inputSize),
      ),
    itemsAt: (places) =>
      Promise.all(places.map(async (place) => {
        const lines = await partAt(Math.floor(place / itemsPerFile));
        return lines[place % itemsPerFile];
      })),
  };
}

async function readCodes({ index, fetch }: IndexFolder): Promise<NdArray | BitCodes> {
  const { codes: { type, size }, count } = index;
  const path = type === "bits" ? PAGE_INDEX_FILES.bits : PAGE_INDEX_FILES.codes;
  const { shape, values } = decodeNpy(await fetch(path), path);
  if (type === "bits" && values instanceof Uint8Array) {
    if (sameShape(shape, [count, Math.ceil(size / 8)])) return { bits: size, bytes: values };
  } else if (values instanceof Float32Array && sameShape(shape, [count, size])) {
    return { shape, values };
  }
  throw new RangeError(`Cannot search: ${path} is not for ${count} items`);
}

async function readWords({ index, fetch }: IndexFolder, size: number): Promise<WordRows> {
  const { words: path } = PAGE_INDEX_FILES, { count } = index;
  const words = wordRowsOfFile(await fetch(path), { count, size });
  if (words) return words;
  throw new RangeError(`Cannot search: ${path} is not for ${count} items`);
}

async function readPart(
  { index: { count, itemsPerFile }, fetch }: IndexFolder,
  part: number,
): Promise<CollectionItem[]> {
  const name = itemsPath(part), first = part * itemsPerFile;
  return parseItemLines(await fetch(name), {
    name,
    count: Math.min(itemsPerFile, count - first),
  });
}
