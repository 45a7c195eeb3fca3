import type { KernelBinaries } from "../kernels/mod.ts";

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
  const folder = new URL("../../build/kernels/", import.meta.url);
  try {
    const [relaxed, simd] = await Promise.all([
      Deno.readFile(new URL("relaxed.wasm", folder)),
      Deno.readFile(new URL("simd.wasm", folder)),
    ]);
    return { relaxed, simd };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("Cannot read the compiled kernels: they are not built, run deno task kernels", {
      cause: error,
    });
  }
}
