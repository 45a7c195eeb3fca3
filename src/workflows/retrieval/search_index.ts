import { basename } from "@std/path";
import {
  type FolderCollection,
  openCollectionEncoder,
  readCollection,
} from "../../collections/read_collection.ts";
import type { ExampleKind } from "../../core/example_kind.ts";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { sizeOf } from "../../core/shape.ts";
import { quoteOf } from "../../data/mod.ts";
import { readSearchKernels } from "../../io/read_kernels.ts";
import {
  createPreprocessor,
  parseRunPreprocessor,
  type RawExample,
} from "../../preprocessing/mod.ts";
import {
  type Found,
  type Metric,
  searchCollection,
  sortByWords,
  wordRow,
} from "../../retrieval/mod.ts";
import { readPictureQuery } from "./picture_query.ts";
import { checkTextQuery } from "./text_query.ts";
import { thumbnails } from "./thumbnails.ts";

/** The question to an index: a text, the path of a picture, or the number of one of its items, from 1. */
export type Query =
  | { readonly by: "text"; readonly text: string }
  | { readonly by: "image"; readonly path: string }
  | { readonly by: "row"; readonly row: number };

/** The items of an index that are nearest to a query. */
export interface SearchResult {
  readonly collection: FolderCollection;
  /** The query as it is shown. */
  readonly query: {
    /** Its name: its words, the name of its file, or those of the item. */
    readonly title: string;
    /** Its pixels, [h, w, k] as those of the thumbnails, of a picture. */
    readonly thumbnail?: Uint8Array<ArrayBuffer>;
  };
  /** The distance by which items are found; "words" is 1 − the cosine of the words of a shortlist. */
  readonly metric: Metric | "hamming" | "words";
  /** From near to far, of equally far items the first ones first. */
  readonly found: readonly Found[];
  readonly remarks: readonly string[];
}

/** The kinds of items that a query by words or by a picture is for. */
const KINDS: Readonly<Record<"text" | "image", ExampleKind>> = { text: "texts", image: "images" };

/** The words for the items of an index, and for how they are asked for. */
const HOLDS: Readonly<Record<ExampleKind, string>> = {
  images: "images; ask with --image FILE or --row N",
  texts: "texts; ask with --text WORDS or --row N",
  table: "rows of a table; ask with --row N",
  vectors: "vectors; ask with --row N",
};

/** The choices of a search. */
export interface SearchOptions {
  /** The number of items to find. */
  readonly count: number;
  /** The number of items, of an index of texts, that are found by codes and then sorted by their words. */
  readonly shortlist?: number | undefined;
}

/**
 * Looks in an index for the items nearest to a query, which its own encoder encodes; an item by which it is
 * asked is left out.
 *
 * Throws as `readCollection`, `checkTextQuery` and `readPictureQuery` do, a TypeError, one sentence, for a
 * query that is not of the kind of the items, and a RangeError for a row that is not there.
 */
export async function searchIndex(
  directory: string,
  query: Query,
  { count, shortlist }: SearchOptions,
): Promise<SearchResult> {
  const collection = await readCollection(directory),
    { manifest: { kind, count: all } } = collection;
  if (query.by !== "row" && KINDS[query.by] !== kind) {
    throw new TypeError(`Cannot search ${directory} by --${query.by}: it holds ${HOLDS[kind]}`);
  }
  if (query.by === "row" && query.row > all) {
    throw new RangeError(
      `Cannot search ${directory} by --row ${query.row}: it has ${all} item${all === 1 ? "" : "s"}`,
    );
  }
  const { words } = collection, size = inputSize(collection);
  if (shortlist !== undefined && !words) {
    throw new TypeError(
      `Cannot sort what is found in ${directory} by words: it holds ${HOLDS[kind].split(";")[0]}`,
    );
  }
  const { codes } = collection.manifest, own = codes.type === "bits" ? "hamming" : codes.metric;
  const metric = shortlist === undefined ? own : "words";
  const most = Math.max(count, shortlist ?? 0);
  const sorted = (found: Found[], queryWords: () => Float32Array) =>
    words && shortlist !== undefined
      ? sortByWords(found, { rows: words, query: queryWords() }).slice(0, count)
      : found;
  // A query that cannot be asked is refused before anything runs.
  const asked = query.by === "row" ? { item: query.row - 1 } : await rawQuery(collection, query);
  const search = await searchCollection(collection, { wasm: await readSearchKernels() });
  if ("item" in asked) {
    return {
      ...{ collection, metric },
      query: itemQuery(collection, asked.item),
      found: sorted(
        search.byItem(asked.item, { count: most }),
        () => wordRow(words!, asked.item, size),
      ),
      remarks: [],
    };
  }
  await using encoder = await openCollectionEncoder(collection);
  const { prepare } = createPreprocessor(fileOf(collection, MODEL_FILES.preprocessor));
  const input = await prepare([asked.example]), { values } = await encoder.encode(input);
  const { range } = collection.manifest;
  return {
    ...{ collection, metric },
    query: {
      title: asked.title,
      ...(range &&
        { thumbnail: thumbnails([input], { ...encoder.preprocessor, range, count: 1 }).values }),
    },
    found: sorted(search.byCode(values, { count: most }), () => input.values),
    remarks: asked.remarks,
  };
}

/** A query as its preprocessor takes it. */
async function rawQuery(
  collection: FolderCollection,
  query: Exclude<Query, { by: "row" }>,
): Promise<{ example: RawExample; title: string; remarks: readonly string[] }> {
  const { directory, manifest: { functionWords } } = collection, path = MODEL_FILES.preprocessor;
  const preprocessor = parseRunPreprocessor(
    new TextDecoder().decode(fileOf(collection, path)),
    path,
  );
  if (query.by === "image") {
    const { bytes, remarks } = await readPictureQuery(query.path, preprocessor);
    return { example: bytes, title: basename(query.path), remarks };
  }
  const { words } = preprocessor, { text } = query;
  if (!words) throw new TypeError(`Cannot search ${directory} by --text: it counts no words`);
  const remarks = checkTextQuery(text, { words, functionWords, directory });
  return { example: text, title: `"${quoteOf(text)}"`, remarks };
}

function itemQuery(
  { items, thumbnails: drawn }: FolderCollection,
  item: number,
): SearchResult["query"] {
  const { id, text } = items[item], name = id === String(item + 1) ? "" : `, ${id}`;
  const size = drawn && sizeOf(drawn.shape.slice(1));
  return {
    title: `item ${item + 1}${name}${text ? `: "${text}"` : ""}`,
    ...(drawn && size && { thumbnail: drawn.values.slice(item * size, (item + 1) * size) }),
  };
}

/** The number of values of an example as the encoder takes it. */
function inputSize(collection: FolderCollection): number {
  const path = MODEL_FILES.preprocessor;
  const text = new TextDecoder().decode(fileOf(collection, path));
  return sizeOf(parseRunPreprocessor(text, path).inputShape);
}

function fileOf({ files, directory }: FolderCollection, path: string): Uint8Array<ArrayBuffer> {
  const bytes = files.get(path);
  if (bytes) return bytes;
  throw new Error(`Cannot search ${directory}: it has no ${path}; index the data again`);
}
