import { createRng } from "../../../src/core/rng.ts";
import type { BitCodes } from "../../../src/retrieval/mod.ts";

/** The bits of a code, and the groups in which codes come. */
const BITS = 256, CENTRES = 1000;

/**
 * Codes as those of an encoder lie: each is one of a thousand centres with an eighth of its bits flipped.
 * Codes of other numbers under one seed have the same centres.
 */
export function clusteredCodes(
  count: number,
  { draw }: { readonly draw: string },
): BitCodes {
  const words = BITS / 32, rng = createRng(0).fork("centres");
  const centres = Uint32Array.from({ length: CENTRES * words }, () => rng.uint32());
  const own = createRng(0).fork(draw), codes = new Uint32Array(count * words);
  for (let item = 0; item < count; item++) {
    const centre = own.integer(CENTRES);
    for (let word = 0; word < words; word++) {
      const flipped = own.uint32() & own.uint32() & own.uint32();
      codes[item * words + word] = centres[centre * words + word] ^ flipped;
    }
  }
  return { bits: BITS, bytes: new Uint8Array(codes.buffer) };
}
