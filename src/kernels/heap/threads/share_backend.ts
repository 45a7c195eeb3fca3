import { importMemory, MOST_PAGES } from "./import_memory.ts";

/** Pages of 64 KB: the memory that the backend of tfjs begins with, 16 MB, and so asks for. */
const FIRST_PAGES = 256;

/** True for a memory that threads share. */
export function isSharedMemory({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;
}

/**
 * Starts the WASM backend of tfjs on a memory that threads share: while `start` runs, a module with a memory
 * of its own is given one from outside. Where there is no such memory, as in a page that is not isolated,
 * the backend starts as it does.
 *
 * Emscripten's program asks `WebAssembly` itself, and takes a module through no other door.
 */
export async function sharingMemory<T>(start: () => Promise<T>): Promise<T> {
  const memory = sharedMemory();
  if (memory === undefined) return await start();
  const { instantiate, instantiateStreaming } = WebAssembly;
  const shared = async (binary: BufferSource, imports: WebAssembly.Imports = {}) =>
    await instantiate.call(WebAssembly, importMemory(binary, { pages: FIRST_PAGES }), {
      ...imports,
      env: { ...imports.env, memory },
    });
  const own = WebAssembly as unknown as Record<string, unknown>;
  own.instantiate = shared;
  own.instantiateStreaming = async (
    response: Response | Promise<Response>,
    imports?: WebAssembly.Imports,
  ) => await shared(await (await response).arrayBuffer(), imports);
  try {
    return await start();
  } finally {
    own.instantiate = instantiate;
    own.instantiateStreaming = instantiateStreaming;
  }
}

/** A memory that threads share; undefined where there is none to be had. */
function sharedMemory(): WebAssembly.Memory | undefined {
  if (typeof SharedArrayBuffer === "undefined") return undefined;
  // A page that is not isolated has none, though the name may be there.
  if (Reflect.get(globalThis, "crossOriginIsolated") === false) return undefined;
  try {
    return new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES, shared: true });
  } catch {
    return undefined;
  }
}
