import { sumOfLanes } from "../arithmetic/add_lanes";
import { pairAt } from "./pair_at";

/**
 * The sums Σⱼ wᵢⱼ (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²) of `count` points yᵢ of the plane, to `forces` [count, 2].
 *
 * The entries of point i, its j to `items` and its w to `weights`, lie from ends[i − 1], or 0, to ends[i];
 * they are a multiple of four: those that fill up have w = 0.
 */
export function attract(
  points: usize,
  ends: usize,
  items: usize,
  weights: usize,
  count: usize,
  forces: usize,
): void {
  const one = f32x4.splat(1);
  let entry: usize = 0;
  for (let i: usize = 0; i < count; i++) {
    const x = v128.load32_splat(points + 8 * i), y = v128.load32_splat(points + 8 * i, 4);
    let sumX = f32x4.splat(0), sumY = f32x4.splat(0);
    for (const end = <usize> load<u32>(ends + 4 * i); entry < end; entry += 4) {
      const low = pairAt(points, items + 4 * entry), high = pairAt(points, items + 4 * entry + 8);
      const dx = f32x4.sub(x, v128.shuffle<f32>(low, high, 0, 2, 4, 6));
      const dy = f32x4.sub(y, v128.shuffle<f32>(low, high, 1, 3, 5, 7));
      const square = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      const factor = f32x4.div(v128.load(weights + 4 * entry), f32x4.add(one, square));
      sumX = f32x4.add(sumX, f32x4.mul(factor, dx));
      sumY = f32x4.add(sumY, f32x4.mul(factor, dy));
    }
    f32.store(forces + 8 * i, sumOfLanes(sumX));
    f32.store(forces + 8 * i, sumOfLanes(sumY), 4);
  }
}
