import type { NdArray } from "../../core/nd_array.ts";
import { formatShape } from "../../core/shape.ts";
import { type Nearest, nearestOf } from "./nearest.ts";
import { startSearch } from "./search_memory.ts";

/** Codes of bits, in bytes: bit i of a code is bit i mod 8, from the lowest on, of its byte ⌊i / 8⌋. */
export interface BitCodes {
  /** The number of bits of a code. */
  readonly bits: number;
  /** [N, ⌈bits / 8⌉], row-major; the bits past the last one are 0. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Codes of bits that are searched exactly. */
export interface BitSearch {
  /** The number of codes. */
  readonly count: number;
  /** The bytes of memory that they and their search hold. */
  readonly memorySize: number;
  /**
   * The codes that differ from each query in the fewest bits, and in how many. Throws a RangeError, one
   * sentence, for queries of other sizes, and for a number of items that is no whole number from 1 up.
   */
  search(queries: BitCodes, options: { readonly count: number }): Nearest;
}

/** The codes that are looked at at once: their distances stay in the first-level cache. */
const BLOCK = 1024, QUERIES = 8;

/**
 * Bits of codes [N, D], one for each value: whether it is above 0, or above `threshold` (semantic hashing:
 * Salakhutdinov and Hinton, "Semantic hashing", 2009). Throws a RangeError for an array of other axes.
 *
 * @example
 * ```ts
 * import { bitsOf } from "isthmus";
 *
 * const codes = { shape: [2, 3], values: Float32Array.of(1, -2, 3, -1, 2, 0) };
 * assertEquals(bitsOf(codes), { bits: 3, bytes: Uint8Array.of(0b101, 0b010) });
 * ```
 */
export function bitsOf(
  { shape, values }: NdArray,
  { threshold = 0 }: { readonly threshold?: number } = {},
): BitCodes {
  const [count, bits] = shape;
  if (shape.length !== 2 || bits === 0) {
    throw new RangeError(
      `Cannot take bits of an array ${formatShape(shape)}: expected rows of values`,
    );
  }
  const size = Math.ceil(bits / 8), bytes = new Uint8Array(count * size);
  for (let row = 0; row < count; row++) {
    for (let bit = 0; bit < bits; bit++) {
      if (values[row * bits + bit] > threshold) bytes[row * size + (bit >> 3)] |= 1 << (bit & 7);
    }
  }
  return { bits, bytes };
}

/**
 * Takes codes of bits into the search, whose compiled kernels are `wasm`: by Hamming distance, every code
 * looked at.
 *
 * Throws a RangeError, one sentence, for no codes, for bytes that are no whole number of codes, and for more
 * than WebAssembly can address.
 *
 * @example
 * ```ts
 * import { bitsOf, searchBits } from "isthmus";
 *
 * const rows = (...values: number[]) => bitsOf({ shape: [values.length / 2, 2], values: Float32Array.from(values) });
 * const wasm = await Deno.readFile("build/kernels/search.wasm");
 * const search = await searchBits(rows(1, 1, -1, 1, -1, -1), { wasm });
 * const { items, distances } = search.search(rows(-1, -1), { count: 2 });
 * assertEquals([[...items], [...distances]], [[2, 1], [0, 1]]);
 * ```
 */
export async function searchBits(
  codes: BitCodes,
  { wasm }: { readonly wasm: WebAssembly.Module | BufferSource },
): Promise<BitSearch> {
  const count = rowsOf(codes, "codes"), { bits } = codes;
  if (count === 0) throw new RangeError("Cannot search no codes: expected at least one");
  const memory = await startSearch(wasm), { kernels } = memory;
  const words = Math.ceil(bits / 64), size = words * 8;
  const place = memory.take(count * size), query = memory.take(QUERIES * size);
  const at = memory.take(4 * QUERIES * BLOCK);
  widen(codes, memory.bytes(place, count * size));
  return {
    count,
    get memorySize() {
      return memory.size;
    },
    search(queries, options) {
      const all = rowsOf(queries, "queries");
      if (queries.bits !== bits) {
        throw new RangeError(`Cannot search codes of ${bits} bits with queries of ${queries.bits}`);
      }
      const bytes = new Uint8Array(all * size);
      widen(queries, bytes);
      return nearestOf(
        {
          ...{ memory, count, block: BLOCK, at, queries: QUERIES },
          put: (from, rows) =>
            memory.bytes(query, rows * size).set(bytes.subarray(from * size, (from + rows) * size)),
          compute(first, items, rows) {
            for (let row = 0; row < rows; row++) {
              const out = at + 4 * items * row;
              kernels.hammingDistances(query + row * size, place + first * size, items, words, out);
            }
          },
        },
        all,
        options.count,
      );
    },
  };
}

/** The number of codes. Throws a RangeError, one sentence, for bytes that are no whole number of them. */
function rowsOf({ bits, bytes }: BitCodes, what: string): number {
  const size = Math.ceil(bits / 8);
  if (Number.isSafeInteger(bits) && bits > 0 && bytes.length % size === 0) {
    return bytes.length / size;
  }
  throw new RangeError(
    `Cannot take ${bytes.length} bytes for ${what} of ${bits} bits: expected a whole number of ` +
      `${size} bytes for each`,
  );
}

/** Codes as whole words of 64 bits, to `out`. */
function widen({ bits, bytes }: BitCodes, out: Uint8Array): void {
  const size = Math.ceil(bits / 8), wide = Math.ceil(bits / 64) * 8;
  if (size === wide) return out.set(bytes);
  for (let row = 0; row < bytes.length / size; row++) {
    out.set(bytes.subarray(row * size, (row + 1) * size), row * wide);
  }
}
