/// <reference lib="dom" />
import { MODEL_FILES } from "../core/exported_model.ts";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import { type CodeSpace, decodeCodeSpace } from "../generation/mod.ts";
import { loadDecoder, type LoadedAutoencoder, type LoadedDecoder } from "../inference/mod.ts";
import type { Engine } from "./engine.ts";

/** A model as a page runs it: its decoder at once, its encoder when it is asked for. */
export interface PageModel {
  readonly decoder: LoadedDecoder;
  /** Where the codes of training examples lie; absent where the folder does not say. */
  readonly space?: CodeSpace;
  /** True where the folder has the other half. */
  readonly hasEncoder: boolean;
  /** Both halves, loaded at the first call. */
  autoencoder(): Promise<LoadedAutoencoder>;
  /** Releases the memory that the engine holds. */
  dispose(): Promise<void>;
}

/** The file that lists the others. */
const MANIFEST = "manifest.json";

/** What no model is without. */
const ALWAYS_THERE: readonly string[] = [MODEL_FILES.preprocessor, MODEL_FILES.decoder];

/**
 * Loads the decoder of a model, and what is known of its codes, from the folder at an address.
 *
 * The folder's manifest.json says which files there are, so that none is asked for in vain; without
 * it all but the code space are taken to be there. Throws an Error of one sentence for files that
 * cannot be read or run.
 */
export async function openPageModel(
  { runtime, session }: Engine,
  address: URL,
): Promise<PageModel> {
  const early = new Map(
    // Asked for at once, as the decoder needs them one after the other.
    ALWAYS_THERE.map((path) => [path, quietly(fetchBytes(new URL(path, address)))]),
  );
  const files = await readManifest(address);
  const fetchFile = (path: string) =>
    !files || files.has(path)
      ? fetchBytes(new URL(path, address))
      : Promise.reject(new Error(`${MANIFEST} of ${address} does not list it`));
  early.set(MODEL_FILES.generation, quietly(fetchFile(MODEL_FILES.generation)));
  const folder = (path: string) => {
    const bytes = early.get(path) ?? fetchFile(path);
    early.delete(path);
    return bytes;
  };
  const spaceBytes = files?.has(MODEL_FILES.codeSpace) && quietly(fetchFile(MODEL_FILES.codeSpace));
  const decoder = await loadDecoder(runtime, folder, { session });
  const hasEncoder = files?.has(MODEL_FILES.encoder) ?? true;
  let space: CodeSpace | undefined;
  try {
    if (decoder.needs.length > 0 && !hasEncoder) {
      throw new Error(
        `Cannot show this model: its decoder reads "${decoder.needs[0]}" of the encoder, which ` +
          `${address} does not have`,
      );
    }
    space = spaceBytes ? await readCodeSpace(address, spaceBytes, decoder) : undefined;
  } catch (error) {
    await decoder.dispose();
    throw error;
  }
  let both: Promise<LoadedAutoencoder> | undefined;
  return {
    decoder,
    ...(space && { space }),
    hasEncoder,
    autoencoder() {
      both ??= decoder.withEncoder().catch((error) => {
        // What could not be fetched may be there at the next call.
        both = undefined;
        throw error;
      });
      return both;
    },
    dispose: () => decoder.dispose(),
  };
}

/** The paths of the files of a folder; undefined where it does not list them. */
async function readManifest(address: URL): Promise<ReadonlySet<string> | undefined> {
  try {
    const { files } = parseRecord(
      new TextDecoder().decode(await fetchBytes(new URL(MANIFEST, address))),
    ) ?? {};
    return isRecord(files) ? new Set(Object.keys(files)) : undefined;
  } catch {
    return undefined;
  }
}

async function readCodeSpace(
  address: URL,
  fetched: Promise<Uint8Array>,
  decoder: LoadedDecoder,
): Promise<CodeSpace> {
  const { href } = new URL(MODEL_FILES.codeSpace, address);
  let bytes: Uint8Array;
  try {
    bytes = await fetched;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot load an autoencoder: ${href} could not be read: ${why}`, { cause });
  }
  return decodeCodeSpace(bytes, href, decoder);
}

async function fetchBytes(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  await response.body?.cancel();
  throw new Error(`the server answered ${response.status}`);
}

/** A promise that may fail before somebody waits for it. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
