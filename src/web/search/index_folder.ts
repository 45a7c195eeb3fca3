import { oneLine, reasonOf } from "../../core/one_line.ts";
import { sha256 } from "../../core/sha256.ts";
import { fetchBytes } from "../model/model_folder.ts";
import { parsePageIndex } from "./parse_page_index.ts";
import type { PageIndex } from "./page_index.ts";

/** The files of an index at an address. */
export interface IndexFolder {
  readonly index: PageIndex;
  /** The bytes of a file; rejects with an Error, one sentence, for one that is not there, or was changed. */
  fetch(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Opens the index whose list of files lies at an address; files are checked by their sizes, and by their
 * SHA-256 where the page is one that browsers let compute it. Throws an Error, one sentence, for no index.
 */
export async function openIndexFolder(address: URL): Promise<IndexFolder> {
  const index = parsePageIndex(new TextDecoder().decode(await readAt(address)), address.href);
  return {
    index,
    async fetch(path) {
      const url = new URL(path, address), known = Object.hasOwn(index.files, path);
      if (!known) throw new Error(`Cannot search: ${oneLine(address.href)} lists no ${path}`);
      const bytes = await readAt(url), expected = index.files[path];
      // Outside of HTTPS and of this machine there is none.
      const isSame = bytes.length === expected.bytes &&
        (!globalThis.crypto?.subtle || await sha256(bytes) === expected.sha256);
      if (isSame) return bytes;
      throw new Error(`Cannot search: ${url} is not the file that the index was exported with`);
    },
  };
}

/** The bytes at an address that a search needs; rejects with an Error, one sentence, where there are none. */
export async function readAt(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await fetchBytes(address);
  } catch (cause) {
    throw new Error(`Cannot search: ${reasonOf(cause)}`, { cause });
  }
}
