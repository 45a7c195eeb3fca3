// The polynomials of Moshier, "Cephes mathematical library", 1989. Products and sums are rounded
// apart, so both builds give the same bits.

/** Stores the coefficients of `sine` and `cosine`, 32 bytes. */
export function storeSineCosine(at: usize): void {
  f32.store(at, -1.9515295891e-4);
  f32.store(at, 8.3321608736e-3, 4);
  f32.store(at, -1.6666654611e-1, 8);
  f32.store(at, 2.443315711809948e-5, 12);
  f32.store(at, -1.388731625493765e-3, 16);
  f32.store(at, 4.166664568298827e-2, 20);
  f32.store(at, -0.5, 24);
  f32.store(at, 1, 28);
}

/**
 * sin(x) in four lanes for x in [−π/4, π/4], relative error below 2e-7; `x2` is x², `at` where
 * `storeSineCosine` wrote.
 */
export function sine(x: v128, x2: v128, at: usize): v128 {
  return f32x4.add(x, f32x4.mul(x, f32x4.mul(x2, quadratic(x2, at))));
}

/**
 * cos(x) in four lanes for x in [−π/4, π/4], relative error below 2e-7; `x2` is x², `at` where
 * `storeSineCosine` wrote.
 */
export function cosine(x2: v128, at: usize): v128 {
  const head = f32x4.add(v128.load32_splat(at, 28), f32x4.mul(x2, v128.load32_splat(at, 24)));
  return f32x4.add(head, f32x4.mul(f32x4.mul(x2, x2), quadratic(x2, at + 12)));
}

/** (a z + b) z + c with the three coefficients from `at` on. */
function quadratic(z: v128, at: usize): v128 {
  const line = f32x4.add(f32x4.mul(z, v128.load32_splat(at)), v128.load32_splat(at, 4));
  return f32x4.add(f32x4.mul(z, line), v128.load32_splat(at, 8));
}
