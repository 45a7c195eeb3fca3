import { exponential } from "../arithmetic/exponential";
import { multiplyAdd } from "../arithmetic/multiply_add";

/**
 * y = (z − μ) v + μ over z and u [rows, columns], with μ = a₁ σ(a₂ u + a₃) + a₄ u + a₅ and v alike of
 * a₆ … a₁₀, which are the rows of a [10, columns].
 */
export function denoiseGaussian(
  z: usize,
  u: usize,
  a: usize,
  rows: usize,
  columns: usize,
  y: usize,
): void {
  const stride = columns * 4, whole = stride & ~15;
  for (let row: usize = 0; row < rows; row++) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      v128.store(y + at, denoised(v128.load(z + at), v128.load(u + at), a + at, stride, true));
    }
    for (; at < stride; at += 4) {
      const noisy = v128.load32_splat(z + at), above = v128.load32_splat(u + at);
      v128.store32_lane(y + at, denoised(noisy, above, a + at, stride, false), 0);
    }
    z += stride;
    u += stride;
    y += stride;
  }
}

function denoised(z: v128, u: v128, a: usize, stride: usize, isWhole: bool): v128 {
  const mean = curve(u, a, stride, isWhole), share = curve(u, a + 5 * stride, stride, isWhole);
  return multiplyAdd(f32x4.sub(z, mean), share, mean);
}

/** a₁ σ(a₂ u + a₃) + a₄ u + a₅ for the five rows at `a`. */
function curve(u: v128, a: usize, stride: usize, isWhole: bool): v128 {
  const inner = multiplyAdd(
    load(a + stride, isWhole),
    u,
    load(a + 2 * stride, isWhole),
  );
  const line = multiplyAdd(load(a + 3 * stride, isWhole), u, load(a + 4 * stride, isWhole));
  return multiplyAdd(load(a, isWhole), logistic(inner), line);
}

function load(at: usize, isWhole: bool): v128 {
  return isWhole ? v128.load(at) : v128.load32_splat(at);
}

function logistic(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

/**
 * The gradients of the same: dz and du [rows, columns], and da [10, columns], sums over the rows.
 *
 * Four columns at a time, so that what is summed stays in registers.
 */
export function denoiseGaussianGradient(
  dy: usize,
  z: usize,
  u: usize,
  a: usize,
  rows: usize,
  columns: usize,
  dz: usize,
  du: usize,
  da: usize,
): void {
  const stride = columns * 4, whole = stride & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    sumColumns(dy + at, z + at, u + at, a + at, rows, stride, dz + at, du + at, da + at, true);
  }
  for (; at < stride; at += 4) {
    sumColumns(dy + at, z + at, u + at, a + at, rows, stride, dz + at, du + at, da + at, false);
  }
}

function sumColumns(
  dy: usize,
  z: usize,
  u: usize,
  a: usize,
  rows: usize,
  stride: usize,
  dz: usize,
  du: usize,
  da: usize,
  isWhole: bool,
): void {
  const one = f32x4.splat(1);
  const a1 = load(a, isWhole), a2 = load(a + stride, isWhole);
  const a3 = load(a + 2 * stride, isWhole), a4 = load(a + 3 * stride, isWhole);
  const a5 = load(a + 4 * stride, isWhole), a6 = load(a + 5 * stride, isWhole);
  const a7 = load(a + 6 * stride, isWhole), a8 = load(a + 7 * stride, isWhole);
  const a9 = load(a + 8 * stride, isWhole), a10 = load(a + 9 * stride, isWhole);
  let d1 = f32x4.splat(0), d2 = d1, d3 = d1, d4 = d1, d5 = d1;
  let d6 = d1, d7 = d1, d8 = d1, d9 = d1, d10 = d1;
  for (let row: usize = 0, at: usize = 0; row < rows; row++, at += stride) {
    const g = load(dy + at, isWhole), above = load(u + at, isWhole);
    const s1 = logistic(multiplyAdd(a2, above, a3)), s2 = logistic(multiplyAdd(a7, above, a8));
    const mean = multiplyAdd(a1, s1, multiplyAdd(a4, above, a5));
    const share = multiplyAdd(a6, s2, multiplyAdd(a9, above, a10));
    const byShare = f32x4.mul(g, f32x4.sub(load(z + at, isWhole), mean));
    const byNoisy = f32x4.mul(g, share), byMean = f32x4.sub(g, byNoisy);
    const inner1 = f32x4.mul(f32x4.mul(byMean, a1), f32x4.mul(s1, f32x4.sub(one, s1)));
    const inner2 = f32x4.mul(f32x4.mul(byShare, a6), f32x4.mul(s2, f32x4.sub(one, s2)));
    d1 = multiplyAdd(byMean, s1, d1);
    d2 = multiplyAdd(inner1, above, d2);
    d3 = f32x4.add(d3, inner1);
    d4 = multiplyAdd(byMean, above, d4);
    d5 = f32x4.add(d5, byMean);
    d6 = multiplyAdd(byShare, s2, d6);
    d7 = multiplyAdd(inner2, above, d7);
    d8 = f32x4.add(d8, inner2);
    d9 = multiplyAdd(byShare, above, d9);
    d10 = f32x4.add(d10, byShare);
    const byCurves = multiplyAdd(inner1, a2, f32x4.mul(byMean, a4));
    const byAbove = multiplyAdd(inner2, a7, multiplyAdd(byShare, a9, byCurves));
    store(dz + at, byNoisy, isWhole);
    store(du + at, byAbove, isWhole);
  }
  store(da, d1, isWhole);
  store(da + stride, d2, isWhole);
  store(da + 2 * stride, d3, isWhole);
  store(da + 3 * stride, d4, isWhole);
  store(da + 4 * stride, d5, isWhole);
  store(da + 5 * stride, d6, isWhole);
  store(da + 6 * stride, d7, isWhole);
  store(da + 7 * stride, d8, isWhole);
  store(da + 8 * stride, d9, isWhole);
  store(da + 9 * stride, d10, isWhole);
}

function store(at: usize, value: v128, isWhole: bool): void {
  if (isWhole) v128.store(at, value);
  else v128.store32_lane(at, value, 0);
}
