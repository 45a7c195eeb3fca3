/// <reference lib="dom" />
import { MODEL_FILES } from "../core/exported_model.ts";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import { type CodeSpace, decodeCodeSpace } from "../generation/mod.ts";
import {
  loadAutoencoder,
  loadDecoder,
  type LoadedAutoencoder,
  type LoadedDecoder,
  type ModelFolder,
} from "../inference/mod.ts";
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
  const listed = readManifest(address);
  const folder: ModelFolder = async (path) => {
    const files = await listed;
    if (files && !files.has(path)) throw new Error(`${MANIFEST} of ${address} does not list it`);
    return fetchBytes(new URL(path, address));
  };
  const options = { session };
  const [decoder, space] = await Promise.all([
    loadDecoder(runtime, folder, options),
    readCodeSpace(address, listed),
  ]);
  const files = await listed;
  let both: Promise<LoadedAutoencoder> | undefined;
  return {
    decoder,
    ...(space && { space }),
    hasEncoder: files?.has(MODEL_FILES.encoder) ?? true,
    autoencoder() {
      both ??= loadAutoencoder(runtime, folder, options).catch((error) => {
        // What could not be fetched may be there at the next call.
        both = undefined;
        throw error;
      });
      return both;
    },
    async dispose() {
      await decoder.dispose();
      await (await both?.catch(() => undefined))?.dispose();
    },
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
  listed: Promise<ReadonlySet<string> | undefined>,
): Promise<CodeSpace | undefined> {
  const path = MODEL_FILES.codeSpace;
  if (!(await listed)?.has(path)) return undefined;
  const where = new URL(path, address);
  let bytes: Uint8Array;
  try {
    bytes = await fetchBytes(where);
  } catch (cause) {
    throw new Error(`Cannot load an autoencoder: ${where} could not be read: ${messageOf(cause)}`, {
      cause,
    });
  }
  return decodeCodeSpace(bytes, where.pathname);
}

async function fetchBytes(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  await response.body?.cancel();
  throw new Error(`the server answered ${response.status}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
