/**
 * A stream of random numbers that depends on its seed and path alone.
 *
 * Streams are counter-based (Philox 4x32-10; Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011): no stream shares state with another, so the numbers of
 * example i at step t are `rng.fork(t).fork(i)` on whatever worker draws them, in whatever order.
 */
export interface Rng {
  /** The two 32-bit words that name the stream: a kernel draws its numbers from the first on. */
  readonly key: readonly [number, number];
  /** The next integer in [0, 2³²). */
  uint32(): number;
  /** The next number in [0, 1), a multiple of 2⁻²⁴ and so exact in 32 bits. */
  uniform(): number;
  /** The next draw from the normal distribution of mean 0 and standard deviation 1 (Box and Muller, 1958). */
  normal(): number;
  /**
   * An integer in [0, bound), without the bias of a remainder. Throws a RangeError for a bound that is
   * no integer from 1 to 2³².
   */
  integer(bound: number): number;
  /** The integers 0 … count − 1 in random order (Fisher and Yates, 1938). */
  permutation(count: number): Uint32Array<ArrayBuffer>;
  /** The independent stream that this label names; it takes nothing from this stream. */
  fork(label: number | string): Rng;
}

/**
 * The stream of a seed, an integer in [0, 2⁵³). Throws a RangeError for any other number.
 *
 * @example
 * ```ts
 * import { createRng } from "isthmus";
 *
 * const rng = createRng(7);
 * assertEquals(rng.fork("weights").uniform(), createRng(7).fork("weights").uniform());
 * assert(rng.fork(0).uint32() !== rng.fork(1).uint32());
 * ```
 */
export function createRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`Cannot use ${seed} as a seed: expected an integer from 0 to 2^53 - 1`);
  }
  return stream(seed >>> 0, Math.floor(seed / 2 ** 32));
}

/** Marks the counters that derive keys, so that they never meet those that yield numbers. */
const KEY_DERIVATION = 0xffffffff;

/** The place where a derived key is written and read at once. */
const derived = new Uint32Array(4);

function stream(key0: number, key1: number): Rng {
  // Made at the first number: most streams are only forked, one for each example of a batch.
  let block: Uint32Array | undefined;
  let position = 0;
  let used = 4;
  let spare: number | undefined;

  const rng: Rng = {
    key: [key0, key1],
    uint32() {
      block ??= new Uint32Array(4);
      if (used === 4) {
        philox(block, [position >>> 0, Math.floor(position / 2 ** 32), 0, 0], key0, key1);
        position++;
        used = 0;
      }
      return block[used++];
    },
    uniform() {
      return (rng.uint32() >>> 8) * 2 ** -24;
    },
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log((rng.uint32() + 1) * 2 ** -32));
      const angle = 2 * Math.PI * rng.uint32() * 2 ** -32;
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
        throw new RangeError(
          `Cannot draw an integer below ${bound}: expected a bound from 1 to 2^32, a whole number`,
        );
      }
      // Values past the last whole multiple of the bound would favour the small remainders.
      const limit = 2 ** 32 - 2 ** 32 % bound;
      let value = rng.uint32();
      while (value >= limit) value = rng.uint32();
      return value % bound;
    },
    permutation(count) {
      const order = Uint32Array.from({ length: count }, (_, i) => i);
      for (let i = count - 1; i > 0; i--) {
        const j = rng.integer(i + 1);
        const kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      return order;
    },
    fork(label) {
      const [low, high] = typeof label === "number"
        ? [label >>> 0, Math.floor(label / 2 ** 32)]
        : hash(label);
      philox(
        derived,
        [
          low,
          high,
          typeof label === "number" ? 0 : 1,
          KEY_DERIVATION,
        ],
        key0,
        key1,
      );
      return stream(derived[0], derived[1]);
    },
  };
  return rng;
}

/**
 * Philox 4x32 with ten rounds: writes the four words that belong to a counter and a key.
 *
 * Exported for its test against the vectors of the authors' Random123 library.
 */
export function philox(
  out: Uint32Array,
  counter: readonly number[],
  key0: number,
  key1: number,
): Uint32Array {
  let [c0, c1, c2, c3] = counter;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = (high1 ^ c1 ^ key0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ key1) >>> 0;
    c3 = low0 >>> 0;
    key0 = (key0 + 0x9e3779b9) >>> 0;
    key1 = (key1 + 0xbb67ae85) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
  return out;
}

/** The upper 32 bits of the product of two 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff, aHigh = a >>> 16;
  const bLow = b & 0xffff, bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}

/** Two 32-bit FNV-1a hashes of a label (Fowler, Noll and Vo), from two offset bases. */
function hash(label: string): [number, number] {
  let low = 0x811c9dc5, high = 0x9dc5811c;
  for (const byte of new TextEncoder().encode(label)) {
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte ^ 0xa5, 0x01000193);
  }
  return [low >>> 0, high >>> 0];
}
