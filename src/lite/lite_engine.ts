import type { LiteKernels } from "./lite_kernels.ts";

/** The compiled kernels with a memory of their own, in which values are laid one after the other. */
export interface LiteEngine {
  readonly kernels: LiteKernels;
  /** The byte where the next value will lie. */
  readonly top: number;
  /** The bytes that the memory holds. */
  readonly size: number;
  /** Takes room for as many 4-byte elements, to the byte where it starts; the memory may lag behind. */
  allocate(elements: number): number;
  /** Counts 4-byte elements that are held outside of the memory, before they are made. */
  reserve(elements: number): void;
  /** Gives back all that was taken from this byte on, and all that was counted. */
  reset(top: number): void;
  /** Makes the memory as large as what was taken; views from before are void where it grew. */
  grow(): void;
  /** A view of floats. */
  floats(at: number, length: number): Float32Array<ArrayBuffer>;
  /** A view of 32-bit integers. */
  integers(at: number, length: number): Int32Array<ArrayBuffer>;
}

const PAGE = 2 ** 16;
/** A model with its values may take this much; a page in a browser has no more to give. */
const LARGEST = 2 ** 30;

/** Starts the kernels with an empty memory. */
export async function startEngine(module: WebAssembly.Module): Promise<LiteEngine> {
  const { exports } = await WebAssembly.instantiate(module);
  const kernels = exports as unknown as LiteKernels, { memory } = kernels;
  // Byte 0 stands for an operand that is left out.
  let top = 16, outside = 0;
  const check = () => {
    if (top + outside <= LARGEST) return;
    throw new RangeError(`it needs more than the ${LARGEST} bytes that one model may take`);
  };
  const buffer = () => memory.buffer as ArrayBuffer;
  return {
    kernels,
    get top() {
      return top;
    },
    get size() {
      return memory.buffer.byteLength;
    },
    allocate(elements) {
      const at = top;
      top += Math.ceil(elements / 4) * 16;
      // The limit is told here, before anything is allocated.
      check();
      return at;
    },
    reserve(elements) {
      outside += elements * 4;
      check();
    },
    reset(to) {
      top = to;
      outside = 0;
    },
    grow() {
      const missing = top - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    },
    floats: (at, length) => new Float32Array(buffer(), at, length),
    integers: (at, length) => new Int32Array(buffer(), at, length),
  };
}
