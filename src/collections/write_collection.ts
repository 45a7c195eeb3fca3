import { join } from "@std/path";
import type { NdArray } from "../core/nd_array.ts";
import { encodeSafetensors } from "../core/safetensors.ts";
import { sha256 } from "../core/sha256.ts";
import type { Shape } from "../core/shape.ts";
import { encodeNpy } from "../data/mod.ts";
import { atomicWrite, atomicWriteJson } from "../io/files/atomic_write.ts";
import { makeFolderOf } from "../io/files/make_folder_of.ts";
import { removeIfThere } from "../io/files/remove_if_there.ts";
import type { BitCodes, CollectionItem, WordRows } from "../retrieval/mod.ts";
import { COLLECTION_FILES } from "./collection_folder.ts";
import { type FolderManifest, FORMAT } from "./manifest.ts";

/** All that an index holds. */
export interface WholeCollection {
  readonly manifest: Omit<FolderManifest, "format" | "files">;
  readonly items: readonly CollectionItem[];
  readonly codes: NdArray | BitCodes;
  /** Pictures of the items [N, h, w, k]. */
  readonly thumbnails?: { readonly shape: Shape; readonly values: Uint8Array<ArrayBuffer> };
  /** The words of items that are texts. */
  readonly words?: WordRows;
  /** The bytes of the encoder, and of the way from data to its input. */
  readonly encoder: Uint8Array<ArrayBuffer>;
  readonly preprocessor: Uint8Array<ArrayBuffer>;
}

/**
 * Writes an index into a folder that is locked: its manifest last, so that half an index is none. Throws an
 * Error, one sentence, that names the file which cannot be written.
 */
export async function writeCollection(
  directory: string,
  { manifest, items, codes, thumbnails, words, encoder, preprocessor }: WholeCollection,
): Promise<void> {
  const lines = items.map((item) => JSON.stringify(item) + "\n").join("");
  const contents: [path: string, bytes: Uint8Array<ArrayBuffer>][] = [
    "bytes" in codes
      ? [COLLECTION_FILES.bits, encodeNpy({ shape: bytesShape(codes), values: codes.bytes })]
      : [COLLECTION_FILES.codes, encodeNpy(codes)],
    [COLLECTION_FILES.items, new TextEncoder().encode(lines)],
    ...named(COLLECTION_FILES.thumbnails, thumbnails && encodeNpy(thumbnails)),
    ...named(COLLECTION_FILES.words, words && encodeWords(words)),
    [COLLECTION_FILES.preprocessor, preprocessor],
    [COLLECTION_FILES.encoder, encoder],
  ];
  const files: Record<string, { sha256: string; bytes: number }> = {};
  for (const [path, bytes] of contents) {
    await makeFolderOf(join(directory, path));
    await atomicWrite(join(directory, path), bytes);
    files[path] = { sha256: await sha256(bytes), bytes: bytes.length };
  }
  // An indexing of other options may have ended just before its manifest.
  const { codes: values, bits, thumbnails: pictures, words: counted } = COLLECTION_FILES;
  for (const path of [values, bits, pictures, counted]) {
    if (!Object.hasOwn(files, path)) await removeIfThere(join(directory, path));
  }
  await atomicWriteJson(join(directory, COLLECTION_FILES.manifest), {
    format: FORMAT,
    ...manifest,
    files,
  });
}

/** A file by its path, where there is one. */
function named(
  path: string,
  bytes: Uint8Array<ArrayBuffer> | undefined,
): [path: string, bytes: Uint8Array<ArrayBuffer>][] {
  return bytes ? [[path, bytes]] : [];
}

function encodeWords({ lengths, words, weights }: WordRows): Uint8Array<ArrayBuffer> {
  const row = (values: Float32Array<ArrayBuffer>) => ({ shape: [values.length], values });
  return encodeSafetensors({
    tensors: { lengths: row(lengths), words: row(words), weights: row(weights) },
    metadata: {},
  });
}

function bytesShape({ bits, bytes }: BitCodes): Shape {
  const size = Math.ceil(bits / 8);
  return [bytes.length / size, size];
}
