import { sumOfLanes } from "./add_lanes";
import { multiplyAdd } from "./multiply_add";

/** The dot product of two rows of `bytes` / 4 values, in sixteen partial sums. */
export function dot(a: usize, b: usize, bytes: usize): f32 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 64 <= bytes; at += 64) {
    const x = a + at, y = b + at;
    s0 = multiplyAdd(v128.load(x), v128.load(y), s0);
    s1 = multiplyAdd(v128.load(x, 16), v128.load(y, 16), s1);
    s2 = multiplyAdd(v128.load(x, 32), v128.load(y, 32), s2);
    s3 = multiplyAdd(v128.load(x, 48), v128.load(y, 48), s3);
  }
  for (; at + 16 <= bytes; at += 16) {
    s0 = multiplyAdd(v128.load(a + at), v128.load(b + at), s0);
  }
  let sum = sumOfLanes(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  for (; at < bytes; at += 4) sum += f32.load(a + at) * f32.load(b + at);
  return sum;
}
