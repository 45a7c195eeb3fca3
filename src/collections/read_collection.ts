import { join } from "@std/path";
import type { NdArray } from "../core/nd_array.ts";
import { parseRecord } from "../core/parse_record.ts";
import { sha256 } from "../core/sha256.ts";
import { sameShape, type Shape } from "../core/shape.ts";
import { decodeNpy } from "../data/mod.ts";
import { readIfThere, readTextIfThere } from "../io/files/read_if_there.ts";
import {
  type BitCodes,
  type Collection,
  type CollectionItem,
  wordRowsOfFile,
} from "../retrieval/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { COLLECTION_FILES, UNFINISHED_FILES } from "./collection_folder.ts";
import { type FolderManifest, itemSchema, manifestSchema } from "./manifest.ts";
import type { Pictures } from "./searchable_collection.ts";

/** An index as it was read from its folder. */
export type FolderCollection = Collection & {
  readonly directory: string;
  readonly manifest: FolderManifest;
  /** Pictures of the items [N, h, w, k], of items that are images. */
  readonly thumbnails?: Pictures;
  /** The bytes of the other files, by their paths. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
};

/**
 * Reads an index, and checks that its files are those that it was written with. Throws an Error, one
 * sentence, for a folder without one, for one that is not whole and for other files.
 */
export async function readCollection(directory: string): Promise<FolderCollection> {
  const manifest = await readManifest(directory);
  const refuse = (why: string): never => {
    throw new Error(`Cannot search ${directory}: ${why}; index the data again`);
  };
  const { manifest: own } = COLLECTION_FILES;
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [path, { sha256: hash }] of Object.entries(manifest.files)) {
    // A manifest of somebody else may name any path; the files of an index are known.
    if (!Object.values<string>(COLLECTION_FILES).includes(path)) continue;
    const bytes = await readIfThere(join(directory, path)) ??
      refuse(`it has no ${path}, which ${own} lists`);
    if (await sha256(bytes) !== hash) refuse(`${path} is not the file that ${own} tells of`);
    files.set(path, bytes);
  }
  const file = (path: string) => files.get(path) ?? refuse(`${own} lists no ${path}`);
  const { count, codes: { type, size } } = manifest;
  const array = (path: string) => decodeNpy(file(path), join(directory, path));
  const bytesOf = (path: string, shape: Shape) => {
    const { shape: found, values } = array(path);
    if (values instanceof Uint8Array && sameShape(found.slice(0, shape.length), shape)) {
      return { shape: found, values };
    }
    return refuse(`${path} is not for ${count} items`);
  };
  const codesOf = (): NdArray | BitCodes => {
    if (type === "bits") {
      const { values: bytes } = bytesOf(COLLECTION_FILES.bits, [count, Math.ceil(size / 8)]);
      return { bits: size, bytes };
    }
    const { shape, values } = array(COLLECTION_FILES.codes);
    return values instanceof Float32Array && sameShape(shape, [count, size])
      ? { shape, values }
      : refuse(`${COLLECTION_FILES.codes} is not for ${count} items`);
  };
  const items = itemsOf(file(COLLECTION_FILES.items), join(directory, COLLECTION_FILES.items));
  if (items.length !== count) refuse(`${COLLECTION_FILES.items} is not for ${count} items`);
  return {
    directory,
    manifest,
    items,
    codes: codesOf(),
    ...(files.has(COLLECTION_FILES.thumbnails) && {
      thumbnails: bytesOf(COLLECTION_FILES.thumbnails, [count]),
    }),
    ...(files.has(COLLECTION_FILES.words) && {
      words: wordRowsOfFile(file(COLLECTION_FILES.words), { count }) ??
        refuse(`${COLLECTION_FILES.words} is not for ${count} items`),
    }),
    files,
  };
}

/** The facts of an index; throws an Error, one sentence, for a folder without one. */
export async function readManifest(directory: string): Promise<FolderManifest> {
  const path = join(directory, COLLECTION_FILES.manifest);
  const text = await readTextIfThere(path);
  if (text !== undefined) return parseWith(manifestSchema, parseRecord(text), path);
  const isBegun = await readIfThere(join(directory, UNFINISHED_FILES.record)) !== undefined;
  throw new Error(
    `Cannot search ${directory}: ${
      isBegun
        ? "its indexing has not ended; the same command goes on with it"
        : `it holds no index; "index RUN --out ${directory}" would write one`
    }`,
  );
}

function itemsOf(bytes: Uint8Array, name: string): CollectionItem[] {
  return new TextDecoder().decode(bytes).split("\n").flatMap((line, i) =>
    line === "" ? [] : parseWith(itemSchema, parseRecord(line), `${name}, line ${i + 1}`)
  );
}
