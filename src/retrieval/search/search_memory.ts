import { type KernelMemory, startKernels } from "../../core/kernel_memory.ts";
import type { SearchKernels } from "./search_kernels.ts";

/** The compiled kernels of search with a memory of their own. */
export type SearchMemory = KernelMemory<SearchKernels>;

/**
 * Starts the kernels, whose bytes are `wasm`, with an empty memory. `take` throws a RangeError, one sentence,
 * for more than WebAssembly can address.
 */
export function startSearch(wasm: WebAssembly.Module | BufferSource): Promise<SearchMemory> {
  return startKernels<SearchKernels>(wasm, "Cannot search so many codes");
}
