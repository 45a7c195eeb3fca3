/** The dialect of LZW that a format speaks. */
export interface LzwDialect {
  /** The bits of a symbol: 8, or those of a palette index. */
  readonly symbolBits: number;
  /** True where the first bit of a code is the highest of its byte, as in TIFF; GIF begins low. */
  readonly highFirst: boolean;
  /** Codes become longer by so much early: 1 in TIFF, 0 in GIF. */
  readonly early: 0 | 1;
}

const LONGEST_CODE = 12;

/**
 * Decompresses LZW (Welch, "A technique for high-performance data compression", 1984) into `out`, and
 * gives the number of symbols written; stops at its end, where `out` is full, and at a code that
 * cannot be.
 */
export function decodeLzw(
  packed: Uint8Array,
  out: Uint8Array,
  { symbolBits, highFirst, early }: LzwDialect,
): number {
  const clear = 1 << symbolBits, end = clear + 1;
  // Each string is its prefix and one symbol more.
  const prefix = new Uint16Array(1 << LONGEST_CODE), length = new Uint16Array(1 << LONGEST_CODE);
  const last = new Uint8Array(1 << LONGEST_CODE), first = new Uint8Array(1 << LONGEST_CODE);
  for (let symbol = 0; symbol < clear; symbol++) {
    last[symbol] = first[symbol] = symbol;
    length[symbol] = 1;
  }
  let bits = symbolBits + 1, next = end + 1, before = -1, at = 0, written = 0;
  while (written < out.length && at + bits <= packed.length * 8) {
    const code = readCode(packed, { at, bits, highFirst });
    at += bits;
    if (code === end) break;
    if (code === clear) {
      bits = symbolBits + 1;
      next = end + 1;
      before = -1;
      continue;
    }
    if (before < 0 ? code > end : code > next || (code === next && next >= 1 << LONGEST_CODE)) {
      break;
    }
    if (before >= 0 && next < 1 << LONGEST_CODE) {
      prefix[next] = before;
      first[next] = first[before];
      length[next] = length[before] + 1;
      last[next] = code === next ? first[before] : first[code];
      next++;
      if (next + early >= 1 << bits && bits < LONGEST_CODE) bits++;
    }
    let string = code;
    for (let i = length[code] - 1; i >= 0; i--) {
      if (written + i < out.length) out[written + i] = last[string];
      string = prefix[string];
    }
    written = Math.min(out.length, written + length[code]);
    before = code;
  }
  return written;
}

function readCode(
  packed: Uint8Array,
  { at, bits, highFirst }: { at: number; bits: number; highFirst: boolean },
): number {
  const byte = at >> 3, shift = at & 7;
  const [a, b = 0, c = 0] = [packed[byte], packed[byte + 1], packed[byte + 2]];
  return highFirst
    ? ((a << 16 | b << 8 | c) >> (24 - shift - bits)) & (1 << bits) - 1
    : ((c << 16 | b << 8 | a) >> shift) & (1 << bits) - 1;
}
