import { MODEL_FILES, REQUIRED_FILES } from "../../core/exported_model.ts";
import { isRecord, parseRecord } from "../../core/parse_record.ts";

/** The files of a model at an address. */
export interface ModelFolder {
  /** True where a file is there; undefined where the folder does not say. */
  lists(path: string): boolean | undefined;
  /** The bytes of a file; rejects with an Error where there is none. */
  fetch(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Asks for a file at once, for `fetch` to give later. */
  fetchEarly(path: string): void;
}

/**
 * Reads which files a folder has, and asks at once for those that every model is loaded from, as their
 * readers need them one after the other; a file that is not listed is never asked for.
 */
export async function openModelFolder(address: URL): Promise<ModelFolder> {
  const early = new Map(
    REQUIRED_FILES.map((path) => [path, quietly(fetchBytes(new URL(path, address)))]),
  );
  const files = await readManifest(address);
  const fetchListed = (path: string) =>
    !files || files.has(path)
      ? fetchBytes(new URL(path, address))
      : Promise.reject(new Error(`${MODEL_FILES.manifest} of ${address} does not list it`));
  const fetchEarly = (path: string) => void early.set(path, quietly(fetchListed(path)));
  fetchEarly(MODEL_FILES.generation);
  return {
    lists: (path) => files?.has(path),
    fetch(path) {
      const bytes = early.get(path) ?? fetchListed(path);
      early.delete(path);
      return bytes;
    },
    fetchEarly,
  };
}

/** The paths of the files of a folder; undefined where it does not list them. */
async function readManifest(address: URL): Promise<ReadonlySet<string> | undefined> {
  try {
    const { files } = parseRecord(
      new TextDecoder().decode(await fetchBytes(new URL(MODEL_FILES.manifest, address))),
    ) ?? {};
    return isRecord(files) ? new Set(Object.keys(files)) : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes at an address; rejects with an Error, one sentence, where there are none. */
export async function fetchBytes(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch (cause) {
    throw new Error(`${address} could not be reached`, { cause });
  }
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (response.ok && !isPage) return new Uint8Array(await response.arrayBuffer());
  await response.body?.cancel();
  throw new Error(
    response.ok ? `${address} is a web page` : `${address} was answered by ${response.status}`,
  );
}

/** A promise that may fail before somebody waits for it. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
