import { join } from "@std/path";
import type { NdArray } from "../core/nd_array.ts";
import { sha256 } from "../core/sha256.ts";
import type { Shape } from "../core/shape.ts";
import { encodeNpy } from "../data/mod.ts";
import { atomicWrite, atomicWriteJson } from "../io/files/atomic_write.ts";
import { makeFolderOf } from "../io/files/make_folder_of.ts";
import { removeIfThere } from "../io/files/remove_if_there.ts";
import type { BitCodes, CollectionItem } from "../retrieval/mod.ts";
import { COLLECTION_FILES } from "./collection_folder.ts";
import { type FolderManifest, FORMAT } from "./manifest.ts";

/** All that an index holds. */
export interface WholeCollection {
  readonly manifest: Omit<FolderManifest, "format" | "files">;
  readonly items: readonly CollectionItem[];
  readonly codes: NdArray | BitCodes;
  /** Pictures of the items [N, h, w, k]. */
  readonly thumbnails?: { readonly shape: Shape; readonly values: Uint8Array<ArrayBuffer> };
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
  { manifest, items, codes, thumbnails, encoder, preprocessor }: WholeCollection,
): Promise<void> {
  const lines = items.map((item) => JSON.stringify(item) + "\n").join("");
  const contents: [path: string, bytes: Uint8Array<ArrayBuffer>][] = [
    "bytes" in codes
      ? [COLLECTION_FILES.bits, encodeNpy({ shape: bytesShape(codes), values: codes.bytes })]
      : [COLLECTION_FILES.codes, encodeNpy(codes)],
    [COLLECTION_FILES.items, new TextEncoder().encode(lines)],
    ...(thumbnails ? [[COLLECTION_FILES.thumbnails, encodeNpy(thumbnails)] as const] : [])
      .map(([path, bytes]): [string, Uint8Array<ArrayBuffer>] => [path, bytes]),
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
  for (const path of [COLLECTION_FILES.codes, COLLECTION_FILES.bits, COLLECTION_FILES.thumbnails]) {
    if (!Object.hasOwn(files, path)) await removeIfThere(join(directory, path));
  }
  await atomicWriteJson(join(directory, COLLECTION_FILES.manifest), {
    format: FORMAT,
    ...manifest,
    files,
  });
}

function bytesShape({ bits, bytes }: BitCodes): Shape {
  const size = Math.ceil(bits / 8);
  return [bytes.length / size, size];
}
