import { type KernelMemory, startKernels } from "../../core/kernel_memory.ts";
import type { MapKernels } from "./map_kernels.ts";

/** The compiled kernels of maps with a memory of their own. */
export type MapMemory = KernelMemory<MapKernels>;

/** The kernels of maps, as bytes of `build/kernels/maps.wasm` or compiled. */
export type MapWasm = WebAssembly.Module | BufferSource;

/**
 * Starts the kernels with an empty memory. `take` throws a RangeError, one sentence, for more than WebAssembly
 * can address.
 */
export function startMaps(wasm: MapWasm): Promise<MapMemory> {
  return startKernels<MapKernels>(wasm, "Cannot map so many points");
}
