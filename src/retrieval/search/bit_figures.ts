import type { BitCodes } from "./search_bits.ts";

/** The figures of how much codes of bits tell their items apart. */
export interface BitFigures {
  /** The number of different codes. */
  readonly different: number;
  /** The number of bits that are the same in all codes. */
  readonly constant: number;
  /** The mean over the bits of the share of codes with the rarer value, ½ at the most. */
  readonly balance: number;
}

/**
 * Counts codes of bits that differ, and the bits that tell none apart.
 *
 * @example
 * ```ts
 * import { bitFigures } from "isthmus/retrieval";
 *
 * // Three codes of two bits: 00, 01, 01. The second bit, of weight 2, is the same in all of them.
 * const figures = bitFigures({ bits: 2, bytes: Uint8Array.of(0, 1, 1) });
 * assertEquals([figures.different, figures.constant], [2, 1]);
 * ```
 */
export function bitFigures({ bits, bytes }: BitCodes): BitFigures {
  const size = Math.ceil(bits / 8), count = bytes.length / size;
  const ones = new Float64Array(bits), seen = new Set<string>();
  for (let row = 0; row < count; row++) {
    const code = bytes.subarray(row * size, (row + 1) * size);
    for (let bit = 0; bit < bits; bit++) ones[bit] += code[bit >> 3] >> (bit & 7) & 1;
    seen.add(String.fromCharCode(...code));
  }
  const rarer = ones.map((sum) => Math.min(sum, count - sum) / count);
  return {
    different: seen.size,
    constant: rarer.filter((share) => share === 0).length,
    balance: rarer.reduce((sum, share) => sum + share, 0) / bits,
  };
}
