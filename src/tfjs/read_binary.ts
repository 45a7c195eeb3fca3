/** The place of the two compiled builds: the address of a folder with `relaxed.wasm` and `simd.wasm`. */
export type BinaryFolder = string | URL;

/**
 * Reads a compiled build, from a file where the address is one, or else by `fetch`. Throws an Error of
 * one sentence with the host's error as cause.
 */
export async function readBinary(
  name: "relaxed.wasm" | "simd.wasm",
  folder: BinaryFolder = new URL("../../build/kernels/", import.meta.url),
): Promise<Uint8Array<ArrayBuffer>> {
  const place = addressIn(name, folder);
  try {
    if (place.protocol === "file:") {
      // A variable, so that bundles for pages need no such module.
      const module = "node:fs/promises";
      const { readFile } = await import(module) as typeof import("node:fs/promises");
      return new Uint8Array(await readFile(place));
    }
    const response = await fetch(place);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new Error(
      `Cannot start the kernels: ${place.href} could not be read, say by "from" where ${name} is`,
      { cause },
    );
  }
}

/** The address of a file in a folder, which a page may name relative to itself. */
function addressIn(name: string, folder: BinaryFolder): URL {
  const page: unknown = Reflect.get(globalThis, "location");
  const base = page instanceof Object ? String(Reflect.get(page, "href")) : undefined;
  const text = String(folder);
  return new URL(name, new URL(text.endsWith("/") ? text : `${text}/`, base));
}
