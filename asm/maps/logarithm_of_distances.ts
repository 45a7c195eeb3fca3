import { addHigh, addLow, total } from "../arithmetic/add_lanes";
import { logarithm, storeLogarithm } from "../arithmetic/logarithm";
import { pairAt } from "./pair_at";

/**
 * Σᵢⱼ wᵢⱼ ln(1 + ‖yᵢ − yⱼ‖²) over the entries that `attract` takes, in double precision; `scratch` has room for
 * 64 bytes.
 */
export function logarithmOfDistances(
  points: usize,
  ends: usize,
  items: usize,
  weights: usize,
  count: usize,
  scratch: usize,
): f64 {
  storeLogarithm(scratch);
  const one = f32x4.splat(1);
  let even = f64x2.splat(0), odd = f64x2.splat(0), entry: usize = 0;
  for (let i: usize = 0; i < count; i++) {
    const x = v128.load32_splat(points + 8 * i), y = v128.load32_splat(points + 8 * i, 4);
    for (const end = <usize> load<u32>(ends + 4 * i); entry < end; entry += 4) {
      const low = pairAt(points, items + 4 * entry), high = pairAt(points, items + 4 * entry + 8);
      const dx = f32x4.sub(x, v128.shuffle<f32>(low, high, 0, 2, 4, 6));
      const dy = f32x4.sub(y, v128.shuffle<f32>(low, high, 1, 3, 5, 7));
      const square = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      const terms = f32x4.mul(
        v128.load(weights + 4 * entry),
        logarithm(f32x4.add(one, square), scratch),
      );
      even = addLow(even, terms);
      odd = addHigh(odd, terms);
    }
  }
  return total(even, odd);
}
