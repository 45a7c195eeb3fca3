import { COLLECTION_FILES } from "../../collections/collection_folder.ts";
import type { FolderManifest } from "../../collections/manifest.ts";
import { openCollectionEncoder } from "../../collections/open_encoder.ts";
import type { Pictures, SearchableCollection } from "../../collections/searchable_collection.ts";
import type { ExampleKind } from "../../core/example_kind.ts";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { sizeOf } from "../../core/shape.ts";
import {
  createPreprocessor,
  parseRunPreprocessor,
  type RunPreprocessor,
} from "../../preprocessing/mod.ts";
import {
  type CollectionItem,
  type Found,
  type Metric,
  sortByWords,
  wordRow,
} from "../../retrieval/mod.ts";
import { openCollection } from "./open_collection.ts";
import { type NewQuery, queryExample } from "./query_example.ts";
import { thumbnails } from "./thumbnails.ts";

/** The question to an index: a text, the path of a picture, or the number of one of its items, from 1. */
export type Query = NewQuery | { readonly by: "row"; readonly row: number };

/** The items of an index that are nearest to a query. */
export interface SearchResult {
  /** The facts of the index. */
  readonly manifest: FolderManifest;
  /** The query as it is shown. */
  readonly query: {
    /** Its name: its words, the name of its file, or those of the item. */
    readonly title: string;
    /** Its pixels, [h, w, k] as those of the pictures, of a picture. */
    readonly thumbnail?: Uint8Array<ArrayBuffer>;
  };
  /** The distance by which items are found; "words" is 1 − the cosine of the words of a shortlist. */
  readonly metric: Metric | "hamming" | "words";
  /** From near to far, of equally far items the first ones first. */
  readonly found: readonly Found[];
  /** The items that were found, in that order. */
  readonly items: readonly CollectionItem[];
  /** Their pictures, of items that are images. */
  readonly pictures?: Pictures;
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
  /** True to ask by the approximate index of a database, which must have one. */
  readonly isApproximate?: boolean;
}

/**
 * Looks in an index, a folder or one in a database, for the items nearest to a query, which its own encoder
 * encodes; an item by which it is asked is left out.
 *
 * Throws as `openCollection`, `checkTextQuery` and `readPictureQuery` do, a TypeError, one sentence, for a
 * query that is not of the kind of the items, and a RangeError for a row that is not there.
 */
export async function searchIndex(
  place: string,
  query: Query,
  { count, shortlist, ...how }: SearchOptions,
): Promise<SearchResult> {
  await using collection = await openCollection(place, how);
  const { manifest } = collection, { codes } = manifest;
  checkQuery(collection, query, shortlist);
  const ask = query.by === "row"
    ? await itemQuery(collection, query.row - 1)
    : await encodedQuery(collection, query);
  const nearest = await ask.nearest(Math.max(count, shortlist ?? 0));
  const found = shortlist === undefined
    ? nearest
    : (await byWords(collection, nearest, await ask.words())).slice(0, count);
  const places = found.map(({ item }) => item), pictures = await collection.pictures(places);
  const own = codes.type === "bits" ? "hamming" : codes.metric;
  return {
    manifest,
    query: ask.shown,
    metric: shortlist === undefined ? own : "words",
    found,
    items: await collection.items(places),
    ...(pictures && { pictures }),
    remarks: ask.remarks,
  };
}

/** A query that can be asked. */
interface Asked {
  readonly shown: SearchResult["query"];
  readonly remarks: readonly string[];
  /** So many of the nearest items by their codes. */
  nearest(count: number): Promise<Found[]>;
  /** Its words, [D] as the encoder takes them. */
  words(): Float32Array | Promise<Float32Array>;
}

/** Refuses a query that cannot be asked before anything runs. */
function checkQuery(
  { name, manifest: { kind, count, files } }: SearchableCollection,
  query: Query,
  shortlist: number | undefined,
): void {
  if (query.by !== "row" && KINDS[query.by] !== kind) {
    throw new TypeError(`Cannot search ${name} by --${query.by}: it holds ${HOLDS[kind]}`);
  }
  if (query.by === "row" && query.row > count) {
    throw new RangeError(
      `Cannot search ${name} by --row ${query.row}: it has ${count} item${count === 1 ? "" : "s"}`,
    );
  }
  if (shortlist !== undefined && !Object.hasOwn(files, COLLECTION_FILES.words)) {
    throw new TypeError(
      `Cannot sort what is found in ${name} by words: it holds ${HOLDS[kind].split(";")[0]}`,
    );
  }
}

/** A text or a picture as a query: prepared as the training prepared its data, and encoded. */
async function encodedQuery(
  collection: SearchableCollection,
  query: NewQuery,
): Promise<Asked> {
  const config = await collection.file(MODEL_FILES.preprocessor);
  const { name: directory, manifest: { functionWords } } = collection;
  const { example, title, remarks } = await queryExample(query, {
    preprocessor: preprocessorOf(config),
    ...{ functionWords, directory },
  });
  const input = await createPreprocessor(config).prepare([example]);
  await using encoder = await openCollectionEncoder(collection);
  const { values } = await encoder.encode(input), { range } = collection.manifest;
  return {
    shown: {
      title,
      ...(range &&
        { thumbnail: thumbnails([input], { ...encoder.preprocessor, range, count: 1 }).values }),
    },
    remarks,
    nearest: (count) => collection.byCode(values, { count }),
    words: () => input.values,
  };
}

/** An item as a query. */
async function itemQuery(collection: SearchableCollection, item: number): Promise<Asked> {
  const [{ id, text }] = await collection.items([item]);
  const pictures = await collection.pictures([item]);
  const name = id === String(item + 1) ? "" : `, ${id}`;
  return {
    shown: {
      title: `item ${item + 1}${name}${text ? `: "${text}"` : ""}`,
      ...(pictures && { thumbnail: pictures.values }),
    },
    remarks: [],
    nearest: (count) => collection.byItem(item, { count }),
    async words() {
      const config = await collection.file(MODEL_FILES.preprocessor);
      return wordRow(
        await collection.words([item]),
        0,
        sizeOf(preprocessorOf(config).inputShape),
      );
    },
  };
}

/** A shortlist sorted by its words, of which only its own are read. */
async function byWords(
  collection: SearchableCollection,
  nearest: readonly Found[],
  query: Float32Array,
): Promise<Found[]> {
  const rows = await collection.words(nearest.map(({ item }) => item));
  return sortByWords(nearest.map(({ distance }, item) => ({ item, distance })), { rows, query })
    .map(({ item: at, distance }) => ({ item: nearest[at].item, distance }));
}

function preprocessorOf(config: Uint8Array): RunPreprocessor {
  return parseRunPreprocessor(new TextDecoder().decode(config), MODEL_FILES.preprocessor);
}
