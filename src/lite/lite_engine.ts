/** What the compiled kernels export. */
interface Kernels {
  readonly memory: WebAssembly.Memory;
  gemm(
    a: number,
    b: number,
    rows: number,
    columns: number,
    depth: number,
    transposeA: number,
    transposeB: number,
    bias: number,
    lowest: number,
    highest: number,
    scratch: number,
    c: number,
  ): void;
  gemmScratch(): number;
}

/** A matrix product of operands that lie at these bytes. */
export interface Product {
  /** [rows, depth], or its transpose where `transposeA` is set. */
  readonly a: number;
  /** [depth, columns], or its transpose where `transposeB` is set. */
  readonly b: number;
  /** [rows, columns]. */
  readonly c: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** [columns]; absent, nothing is added. */
  readonly bias?: number;
}

/** The compiled kernels with a memory of their own, in which values are laid one after the other. */
export interface LiteEngine {
  /** The byte where the next value will lie. */
  readonly top: number;
  /** The bytes that the memory holds. */
  readonly size: number;
  /** Takes room for as many 4-byte elements, to the byte where it starts; the memory may lag behind. */
  allocate(elements: number): number;
  /** Gives back all that was taken from this byte on. */
  reset(top: number): void;
  /** Makes the memory as large as what was taken; views from before are void where it grew. */
  grow(): void;
  /** A view of floats. */
  floats(at: number, length: number): Float32Array<ArrayBuffer>;
  /** A view of 32-bit integers. */
  integers(at: number, length: number): Int32Array<ArrayBuffer>;
  /** c = a b + bias. */
  multiply(product: Product): void;
}

const PAGE = 2 ** 16;
/** A model with its values may take this much; a page in a browser has no more to give. */
const LARGEST = 2 ** 30;

/** Starts the kernels with an empty memory. */
export async function startEngine(module: WebAssembly.Module): Promise<LiteEngine> {
  const { exports } = await WebAssembly.instantiate(module);
  const kernels = exports as unknown as Kernels, { memory } = kernels;
  // Byte 0 stands for an operand that is left out.
  const scratch = 16;
  let top = scratch + Math.ceil(kernels.gemmScratch() / 16) * 16;
  const buffer = () => memory.buffer as ArrayBuffer;
  return {
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
      if (!(top <= LARGEST)) {
        throw new RangeError(`it needs more than the ${LARGEST} bytes that one model may take`);
      }
      return at;
    },
    reset: (to) => void (top = to),
    grow() {
      const missing = top - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    },
    floats: (at, length) => new Float32Array(buffer(), at, length),
    integers: (at, length) => new Int32Array(buffer(), at, length),
    multiply({ a, b, c, rows, columns, depth, transposeA, transposeB, bias = 0 }) {
      if (rows === 0 || columns === 0) return;
      kernels.gemm(
        a,
        b,
        rows,
        columns,
        depth,
        Number(transposeA ?? false),
        Number(transposeB ?? false),
        bias,
        -Infinity,
        Infinity,
        scratch,
        c,
      );
    },
  };
}
