/** The bytes that `storeLogarithm` writes. */
export const LOGARITHM_BYTES: usize = 44;

/** The bytes of scratch memory of the routines that take logarithms alone. */
export function logarithmScratch(): usize {
  return LOGARITHM_BYTES;
}

/** Stores the coefficients of `logarithm`: V8 is slower to build a constant vector than to load one. */
export function storeLogarithm(at: usize): void {
  f32.store(at, 0.3333390951156616);
  f32.store(at, -0.2500133812427521, 4);
  f32.store(at, 0.19963063299655914, 8);
  f32.store(at, -0.1657758355140686, 12);
  f32.store(at, 0.14914768934249878, 16);
  f32.store(at, -0.14267492294311523, 20);
  f32.store(at, 0.08700437843799591, 24);
  // ln 2 in two parts, the first short enough for its product with an exponent to be exact.
  f32.store(at, 0.693359375, 28);
  f32.store(at, -2.12194440e-4, 32);
  f32.store(at, -0.5, 36);
  f32.store(at, 1, 40);
}

/**
 * ln(x) in four lanes for positive normal numbers, relative error below 2e-7; `at` is where
 * `storeLogarithm` wrote.
 *
 * x = 2ⁿ (1 + r) with 1 + r in [√½, √2), ln(x) = n ln 2 + r − r²/2 + r³ p(r); p is the polynomial of
 * degree 6 whose greatest relative error in ln(1 + r) is least, 3e-8. Products and sums are rounded
 * apart, so both builds give the same bits.
 */
export function logarithm(x: v128, at: usize): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const n = f32x4.convert_i32x4_s(exponent);
  const r = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), v128.load32_splat(at, 40));
  const r2 = f32x4.mul(r, r), r3 = f32x4.mul(r2, r);
  const last = f32x4.mul(r3, v128.load32_splat(at, 24));
  const high = f32x4.mul(r3, f32x4.add(quadratic(r, r2, at + 12), last));
  const tail = f32x4.mul(r3, f32x4.add(quadratic(r, r2, at), high));
  const low = f32x4.add(
    f32x4.mul(n, v128.load32_splat(at, 32)),
    f32x4.mul(r2, v128.load32_splat(at, 36)),
  );
  const head = f32x4.add(r, f32x4.mul(n, v128.load32_splat(at, 28)));
  return f32x4.add(head, f32x4.add(low, tail));
}

/** a + b r + c r² with the three coefficients from `at` on. */
function quadratic(r: v128, r2: v128, at: usize): v128 {
  const line = f32x4.add(v128.load32_splat(at), f32x4.mul(r, v128.load32_splat(at, 4)));
  return f32x4.add(line, f32x4.mul(r2, v128.load32_splat(at, 8)));
}
