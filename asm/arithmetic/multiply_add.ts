/**
 * a b + c in four lanes: one fused instruction where the build allows relaxed SIMD, otherwise a
 * product and a sum, each rounded, which give the same bits on every machine.
 */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
