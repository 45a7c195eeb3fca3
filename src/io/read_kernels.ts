import type { KernelBinaries } from "../kernels/mod.ts";
import { isMissing } from "./files/is_missing.ts";
import { readBytes } from "./files/read_bytes.ts";

/**
 * Reads the compiled kernels that `deno task kernels` wrote to `build/kernels/`.
 *
 * Throws an Error that names the task where they are missing.
 *
 * @example
 * ```ts
 * import { readKernels } from "isthmus";
 *
 * const { simd } = await readKernels();
 * assert(WebAssembly.validate(simd));
 * ```
 */
export async function readKernels(): Promise<KernelBinaries> {
  const [relaxed, simd] = await Promise.all([readBuilt("relaxed.wasm"), readBuilt("simd.wasm")]);
  return { relaxed, simd };
}

/** Reads the compiled kernels of search; throws as `readKernels` does. */
export async function readSearchKernels(): Promise<Uint8Array<ArrayBuffer>> {
  return await readBuilt("search.wasm");
}

/** Reads the compiled kernels of the lite engine; throws as `readKernels` does. */
export async function readLiteKernels(): Promise<Uint8Array<ArrayBuffer>> {
  return await readBuilt("lite.wasm");
}

/** Reads the compiled kernels of maps; throws as `readKernels` does. */
export async function readMapKernels(): Promise<Uint8Array<ArrayBuffer>> {
  return await readBuilt("maps.wasm");
}

async function readBuilt(name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBytes(new URL(`../../build/kernels/${name}`, import.meta.url));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error("Cannot read the compiled kernels: they are not built, run deno task kernels", {
      cause: error,
    });
  }
}
