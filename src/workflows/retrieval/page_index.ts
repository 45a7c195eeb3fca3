import { join } from "@std/path";
import { COLLECTION_FILES } from "../../collections/collection_folder.ts";
import { type FolderCollection, readCollection } from "../../collections/read_collection.ts";
import { MODEL_FILES, PAGE_INDEX } from "../../core/exported_model.ts";
import { sha256 } from "../../core/sha256.ts";
import { stopWordsOf } from "../../data/mod.ts";
import { readIfThere } from "../../io/files/read_if_there.ts";
import { packThumbnails } from "../../plots/pack_thumbnails.ts";
import {
  itemsPath,
  PAGE_INDEX_FILES,
  PAGE_INDEX_FORMAT,
  type PageIndex,
  type PageIndexFile,
  sheetPath,
} from "../../web/search/page_index.ts";

/**
 * The items of a file of lines, and the pictures of a row of a square sheet of 256. A search shows a dozen
 * items of anywhere: what has few in a file is loaded sooner, what has many makes fewer files.
 */
const ITEMS_PER_FILE = 256, SHEET_COLUMNS = 16;

/** The bytes of files by their paths in the folder of a model. */
type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * The files by which pages search an index, for the export of a run: codes and words as they are, lines and
 * pictures of the items in parts, and the list of them.
 *
 * Throws as `readCollection`, and an Error of one sentence for an index that another model made.
 */
export async function pageIndex(directory: string, run: string): Promise<Files> {
  const collection = await readCollection(directory);
  for (const path of [MODEL_FILES.encoder, MODEL_FILES.preprocessor]) {
    await checkSame(path, { collection, run });
  }
  const { manifest: { data, kind, count, codes, functionWords }, files: read } = collection;
  const pictures = sheetsOf(collection);
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const name of ["codes", "bits", "words"] as const) {
    const bytes = read.get(COLLECTION_FILES[name]);
    if (bytes) contents.set(PAGE_INDEX_FILES[name], bytes);
  }
  for (const [path, bytes] of linesOf(collection)) contents.set(path, bytes);
  pictures?.sheets.forEach((png, sheet) => contents.set(sheetPath(sheet), png));
  const files: Record<string, PageIndexFile> = {};
  for (const [path, bytes] of contents) {
    files[path] = { sha256: await sha256(bytes), bytes: bytes.length };
  }
  const index: PageIndex = {
    ...{ format: PAGE_INDEX_FORMAT, data, kind, count, codes, itemsPerFile: ITEMS_PER_FILE },
    ...(pictures && { thumbnails: pictures.layout }),
    ...(functionWords !== undefined && { functionWords: [...stopWordsOf(functionWords)] }),
    files,
  };
  const folder = PAGE_INDEX.slice(0, PAGE_INDEX.lastIndexOf("/"));
  return new Map([
    [PAGE_INDEX, new TextEncoder().encode(JSON.stringify(index) + "\n")],
    ...[...contents].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const),
  ]);
}

/** Throws an Error, one sentence, where a file of the model is not the one that the index was made with. */
async function checkSame(
  path: string,
  { collection: { directory, manifest }, run }: { collection: FolderCollection; run: string },
): Promise<void> {
  const bytes = await readIfThere(join(run, path));
  if (!bytes) {
    throw new Error(`Cannot search ${directory} in pages of ${run}: the run has no ${path}`);
  }
  if (await sha256(bytes) === manifest.files[path]?.sha256) return;
  throw new Error(
    `Cannot search ${directory} in pages of ${run}: the index was made with another ${path}; ` +
      `"index ${run} --out DIR" makes one`,
  );
}

function* linesOf(
  { items }: FolderCollection,
): Generator<[path: string, bytes: Uint8Array<ArrayBuffer>], void> {
  const encoder = new TextEncoder();
  for (let first = 0; first < items.length; first += ITEMS_PER_FILE) {
    const lines = items.slice(first, first + ITEMS_PER_FILE)
      .map((item) => JSON.stringify(item) + "\n").join("");
    yield [itemsPath(first / ITEMS_PER_FILE), encoder.encode(lines)];
  }
}

/** The pictures of the items on sheets, and how they lie there; undefined of items that have none. */
function sheetsOf({ thumbnails }: FolderCollection) {
  if (!thumbnails) return undefined;
  const { shape: [, height, width] } = thumbnails;
  const longest = SHEET_COLUMNS * Math.max(height, width);
  const { sheets, columns, perSheet } = packThumbnails(thumbnails, { longest });
  return { sheets, layout: { width, height, columns, perSheet } };
}
