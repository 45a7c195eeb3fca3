import type { SearchKernels } from "./search_kernels.ts";

const PAGE = 2 ** 16;
/** The most that WebAssembly can address. */
const LARGEST = 2 ** 32;

/** The compiled kernels of search with a memory of their own, in which places are taken one after the other. */
export interface SearchMemory {
  readonly kernels: SearchKernels;
  /** The bytes that the memory holds. */
  readonly size: number;
  /** Takes so many bytes, to the place where they start; views from before are void. */
  take(bytes: number): number;
  /** Gives back all that was taken from a place on. */
  reset(at: number): void;
  floats(at: number, length: number): Float32Array<ArrayBuffer>;
  integers(at: number, length: number): Uint32Array<ArrayBuffer>;
  bytes(at: number, length: number): Uint8Array<ArrayBuffer>;
}

/**
 * Starts the kernels, whose bytes are `wasm`, with an empty memory. `take` throws a RangeError, one sentence,
 * for more than WebAssembly can address.
 */
export async function startSearch(
  wasm: WebAssembly.Module | BufferSource,
): Promise<SearchMemory> {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const { exports } = await WebAssembly.instantiate(module);
  const kernels = exports as unknown as SearchKernels, { memory } = kernels;
  // Byte 0 stands for an operand that is left out.
  let top = 16;
  const buffer = () => memory.buffer as ArrayBuffer;
  return {
    kernels,
    get size() {
      return memory.buffer.byteLength;
    },
    take(bytes) {
      const at = top, end = at + Math.ceil(bytes / 16) * 16;
      if (end > LARGEST) {
        throw new RangeError(
          `Cannot search so many codes: they take ${
            (end / 2 ** 30).toFixed(1)
          } GiB, expected 4 at most, as WebAssembly addresses no more`,
        );
      }
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      top = end;
      return at;
    },
    reset(at) {
      top = at;
    },
    floats: (at, length) => new Float32Array(buffer(), at, length),
    integers: (at, length) => new Uint32Array(buffer(), at, length),
    bytes: (at, length) => new Uint8Array(buffer(), at, length),
  };
}
