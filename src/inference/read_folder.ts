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
    const file = where.startsWith("file:") ? fileReader() : undefined;
    if (file) return new Uint8Array(await file(new URL(where)));
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

/** Reads files in Node.js, whose `fetch` takes no address of one; undefined elsewhere. */
function fileReader(): ((address: URL) => Promise<Uint8Array>) | undefined {
  interface Host {
    getBuiltinModule?(name: string): { readFile(address: URL): Promise<Uint8Array> };
    readonly versions?: { readonly deno?: string };
  }
  const { process } = globalThis as { process?: Host };
  return process?.versions?.deno
    ? undefined
    : process?.getBuiltinModule?.("node:fs/promises").readFile;
}
