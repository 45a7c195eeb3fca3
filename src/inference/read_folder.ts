import { reasonOf } from "../core/one_line.ts";

/**
 * The place of the files of a model: an address, or a function that reads a path below it for hosts
 * that have no `fetch`.
 */
export type ModelFolder = URL | string | ((path: string) => Promise<Uint8Array>);

/** Reads one file of a folder; throws an Error of one sentence with the host's error as cause. */
export async function readFolder(
  folder: ModelFolder,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const where = typeof folder === "function"
    ? path
    : `${String(folder).replace(/\/$/, "")}/${path}`;
  try {
    if (typeof folder === "function") return new Uint8Array(await folder(path));
    // Looked up in place, so that bundles for browsers, which have none, leave it out.
    if ((globalThis as FileHost).process?.getBuiltinModule && where.startsWith("file:")) {
      const { readFile } = (globalThis as FileHost).process!.getBuiltinModule!("node:fs/promises");
      return new Uint8Array(await readFile(new URL(where)));
    }
    const response = await fetch(where);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    // An unread body would keep its connection open.
    await response.body?.cancel();
    throw new Error(`the server answered ${response.status}`);
  } catch (cause) {
    const why = reasonOf(cause);
    throw new Error(`Cannot load an autoencoder: ${where} could not be read: ${why}`, { cause });
  }
}

/** The part of Node.js, which Deno has as well, that reads files: in Node.js `fetch` takes no address of one. */
interface FileHost {
  readonly process?: {
    getBuiltinModule?(name: string): { readFile(address: URL): Promise<Uint8Array> };
  };
}
