import { multiplyAdd } from "./multiply_add";

/**
 * exp(x) in four lanes for x in [-87.3, 88.3], to which others are clamped; relative error below
 * 2e-7.
 *
 * x = n ln 2 + r with |r| ≤ ln 2 / 2, exp(x) = 2ⁿ exp(r), exp(r) by the polynomial of Moshier,
 * "Cephes mathematical library", 1989.
 */
export function exponential(x: v128): v128 {
  // The pseudo-minimum and -maximum are one instruction each and keep a NaN that comes first.
  x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87.3)), f32x4.splat(88.3));
  // Adding 1.5 · 2²³ rounds to an integer and leaves it in the lowest bits, as shifting needs it.
  const shifted = multiplyAdd(x, f32x4.splat(1.44269504), f32x4.splat(12582912));
  const n = f32x4.sub(shifted, f32x4.splat(12582912));
  // ln 2 in two parts, the first short enough for its product with n to be exact.
  let r = multiplyAdd(n, f32x4.splat(-0.693359375), x);
  r = multiplyAdd(n, f32x4.splat(2.12194440e-4), r);
  // Pairs of terms by Estrin's scheme: a chain of all of them would wait for each in turn.
  const r2 = f32x4.mul(r, r);
  const low = multiplyAdd(r, f32x4.splat(1.6666665459e-1), f32x4.splat(5.0000001201e-1));
  const middle = multiplyAdd(r, f32x4.splat(8.3334519073e-3), f32x4.splat(4.1665795894e-2));
  const high = multiplyAdd(r, f32x4.splat(1.9875691500e-4), f32x4.splat(1.3981999507e-3));
  const tail = multiplyAdd(r2, multiplyAdd(r2, high, middle), low);
  const p = f32x4.add(multiplyAdd(r2, tail, r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}
