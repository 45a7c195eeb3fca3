/** The place of the constants of random numbers, in bytes from their scratch memory. */
export const PHILOX_CONSTANTS: usize = 128;
/** Values between two changes of pass, which stay in the innermost cache. */
export const CHUNK: usize = 4096;

/** The bytes of scratch memory that `bernoulli`, `normal`, `philox` and `uniform` take. */
export function randomScratch(): usize {
  return 256;
}

/**
 * Philox 4x32 with ten rounds: `count` words, a multiple of 32, from the counter whose lower half is
 * `c` and from those that follow. (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy
 * as 1, 2, 3", SC 2011.)
 *
 * Every 16 words are a 4 × 4 matrix with a column for each of four counters.
 */
export function philox(
  key0: u32,
  key1: u32,
  c: u64,
  c2: u32,
  c3: u32,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  // V8 builds a constant vector anew wherever it is used, in three instructions; a load is one.
  const constants = scratch + PHILOX_CONSTANTS;
  i32.store(constants, 0xd2511f53);
  i32.store(constants, 0xcd9e8d57, 4);
  i32.store(constants, 0x9e3779b9, 8);
  i32.store(constants, 0xbb67ae85, 12);
  const m0 = v128.load32_splat(constants), m1 = v128.load32_splat(constants, 4);
  const step0 = v128.load32_splat(constants, 8), step1 = v128.load32_splat(constants, 12);
  for (const end = out + count * 4; out < end; out += 128, c += 8) {
    // Two fours side by side: one alone would wait for each of its products.
    let x0 = lowerWords(c), x1 = upperWords(c), x2 = i32x4.splat(c2), x3 = i32x4.splat(c3);
    let y0 = lowerWords(c + 4), y1 = upperWords(c + 4), y2 = x2, y3 = x3;
    let k0 = i32x4.splat(key0), k1 = i32x4.splat(key1);
    for (let round = 0; round < 10; round++) {
      const xa = i64x2.extmul_low_i32x4_u(x0, m0), xb = i64x2.extmul_high_i32x4_u(x0, m0);
      const xc = i64x2.extmul_low_i32x4_u(x2, m1), xd = i64x2.extmul_high_i32x4_u(x2, m1);
      const ya = i64x2.extmul_low_i32x4_u(y0, m0), yb = i64x2.extmul_high_i32x4_u(y0, m0);
      const yc = i64x2.extmul_low_i32x4_u(y2, m1), yd = i64x2.extmul_high_i32x4_u(y2, m1);
      x0 = v128.xor(upperHalves(xc, xd), v128.xor(x1, k0));
      x1 = lowerHalves(xc, xd);
      x2 = v128.xor(upperHalves(xa, xb), v128.xor(x3, k1));
      x3 = lowerHalves(xa, xb);
      y0 = v128.xor(upperHalves(yc, yd), v128.xor(y1, k0));
      y1 = lowerHalves(yc, yd);
      y2 = v128.xor(upperHalves(ya, yb), v128.xor(y3, k1));
      y3 = lowerHalves(ya, yb);
      k0 = i32x4.add(k0, step0);
      k1 = i32x4.add(k1, step1);
    }
    v128.store(out, x0);
    v128.store(out, x1, 16);
    v128.store(out, x2, 32);
    v128.store(out, x3, 48);
    v128.store(out, y0, 64);
    v128.store(out, y1, 80);
    v128.store(out, y2, 96);
    v128.store(out, y3, 112);
  }
}

/** The lower words of four counters from `c` on. */
function lowerWords(c: u64): v128 {
  return i32x4.add(i32x4.splat(<u32> c), i32x4(0, 1, 2, 3));
}

/** The upper words of four counters from `c` on: a lane whose lower word overflows carries one. */
function upperWords(c: u64): v128 {
  const overflown = i32x4.lt_u(lowerWords(c), i32x4.splat(<u32> c));
  return i32x4.sub(i32x4.splat(<u32> (c >> 32)), overflown);
}

function lowerHalves(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

function upperHalves(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}
