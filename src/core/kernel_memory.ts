const PAGE = 2 ** 16;
/** The most that WebAssembly can address. */
const LARGEST = 2 ** 32;

/** Compiled kernels with a memory of their own, in which places are taken one after the other. */
export interface KernelMemory<Kernels> {
  /** The routines. */
  readonly kernels: Kernels;
  /** The bytes that the memory holds. */
  readonly size: number;
  /** Takes so many bytes, to the place where they start; views from before are void. */
  take(bytes: number): number;
  /** Gives back all that was taken from a place on. */
  reset(at: number): void;
  /** A view of 32-bit floats. */
  floats(at: number, length: number): Float32Array<ArrayBuffer>;
  /** A view of 32-bit integers. */
  integers(at: number, length: number): Uint32Array<ArrayBuffer>;
  /** A view of bytes. */
  bytes(at: number, length: number): Uint8Array<ArrayBuffer>;
}

/**
 * Starts kernels, whose bytes are `wasm`, with an empty memory. `take` throws a RangeError, one sentence that
 * begins with `refusal`, for more than WebAssembly can address.
 */
export async function startKernels<Kernels extends { readonly memory: WebAssembly.Memory }>(
  wasm: WebAssembly.Module | BufferSource,
  refusal: string,
): Promise<KernelMemory<Kernels>> {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const { exports } = await WebAssembly.instantiate(module);
  const kernels = exports as unknown as Kernels, { memory } = kernels;
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
          `${refusal}: they take ${
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
