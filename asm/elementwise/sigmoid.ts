import { exponential } from "../arithmetic/exponential";

/** y = 1 / (1 + exp(−x)) over `count` values, relative error below 3e-7 where x > −88. */
export function sigmoid(x: usize, count: usize, y: usize): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(y + at, lanes(v128.load(x + at)));
  for (; at < end; at += 4) v128.store32_lane(y + at, lanes(v128.load32_splat(x + at)), 0);
}

function lanes(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}
