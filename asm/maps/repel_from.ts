import { addHigh, addLow, sumOfLanes, total } from "../arithmetic/add_lanes";

/**
 * The sums Σ m q² (y − s) of points y over sources s of masses m, with q = 1 / (1 + ‖y − s‖²), of the points
 * `from` to `to`, to the places of `forces` that `order` says; returns the sum of all m q.
 *
 * Points are x [N] and y [N]; of sources there are `count`, a multiple of four, those that fill up with m = 0.
 * Two points share what is loaded of the sources.
 */
export function repelFrom(
  sourcesX: usize,
  sourcesY: usize,
  masses: usize,
  count: usize,
  pointsX: usize,
  pointsY: usize,
  from: usize,
  to: usize,
  order: usize,
  forces: usize,
): f64 {
  const one = f32x4.splat(1);
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let i = from; i < to; i += 2) {
    // The last of an odd number is computed twice, and counted once.
    const isPair = i + 1 < to, other = i + <usize> isPair;
    const x0 = v128.load32_splat(pointsX + 4 * i), y0 = v128.load32_splat(pointsY + 4 * i);
    const x1 = v128.load32_splat(pointsX + 4 * other), y1 = v128.load32_splat(pointsY + 4 * other);
    let fx0 = f32x4.splat(0), fy0 = f32x4.splat(0), sum0 = f32x4.splat(0);
    let fx1 = f32x4.splat(0), fy1 = f32x4.splat(0), sum1 = f32x4.splat(0);
    for (let at: usize = 0; at < 4 * count; at += 16) {
      const x = v128.load(sourcesX + at), y = v128.load(sourcesY + at);
      const mass = v128.load(masses + at);
      const dx0 = f32x4.sub(x0, x), dy0 = f32x4.sub(y0, y);
      const dx1 = f32x4.sub(x1, x), dy1 = f32x4.sub(y1, y);
      const a0 = f32x4.add(f32x4.add(f32x4.mul(dx0, dx0), one), f32x4.mul(dy0, dy0));
      const a1 = f32x4.add(f32x4.add(f32x4.mul(dx1, dx1), one), f32x4.mul(dy1, dy1));
      const q0 = f32x4.div(one, a0), q1 = f32x4.div(one, a1);
      const m0 = f32x4.mul(mass, q0), m1 = f32x4.mul(mass, q1);
      sum0 = f32x4.add(sum0, m0);
      sum1 = f32x4.add(sum1, m1);
      const s0 = f32x4.mul(m0, q0), s1 = f32x4.mul(m1, q1);
      fx0 = f32x4.add(fx0, f32x4.mul(s0, dx0));
      fy0 = f32x4.add(fy0, f32x4.mul(s0, dy0));
      fx1 = f32x4.add(fx1, f32x4.mul(s1, dx1));
      fy1 = f32x4.add(fy1, f32x4.mul(s1, dy1));
    }
    storeForce(forces + 8 * <usize> load<u32>(order + 4 * i), fx0, fy0);
    low = addLow(low, sum0);
    high = addHigh(high, sum0);
    if (!isPair) break;
    storeForce(forces + 8 * <usize> load<u32>(order + 4 * other), fx1, fy1);
    low = addLow(low, sum1);
    high = addHigh(high, sum1);
  }
  return total(low, high);
}

function storeForce(at: usize, x: v128, y: v128): void {
  f32.store(at, sumOfLanes(x));
  f32.store(at, sumOfLanes(y), 4);
}
