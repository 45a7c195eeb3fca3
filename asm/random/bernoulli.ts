import { CHUNK, philox } from "./philox";
import { storeTransposed } from "../products/store_transposed";

/**
 * `count` values that are 0 where `uniform` would give less than `threshold` · 2⁻²⁴, and `value`
 * elsewhere.
 */
export function bernoulli(
  key0: u32,
  key1: u32,
  first: f64,
  count: usize,
  threshold: u32,
  value: f32,
  scratch: usize,
  out: usize,
): void {
  let counter = <u64> first;
  while (count >= 32) {
    const some = min(count & ~31, CHUNK);
    fill(key0, key1, counter, some, threshold, value, scratch, out);
    counter += some / 4;
    count -= some;
    out += some * 4;
  }
  if (count) {
    fill(key0, key1, counter, 32, threshold, value, scratch, scratch);
    memory.copy(out, scratch, count * 4);
  }
}

function fill(
  key0: u32,
  key1: u32,
  counter: u64,
  count: usize,
  threshold: u32,
  value: f32,
  scratch: usize,
  out: usize,
): void {
  philox(key0, key1, counter, 0, 0, count, scratch, out);
  const least = i32x4.splat(threshold), values = f32x4.splat(value);
  for (const end = out + count * 4; out < end; out += 64) {
    storeTransposed(
      kept(v128.load(out), least, values),
      kept(v128.load(out, 16), least, values),
      kept(v128.load(out, 32), least, values),
      kept(v128.load(out, 48), least, values),
      out,
    );
  }
}

function kept(words: v128, least: v128, values: v128): v128 {
  return v128.and(i32x4.ge_s(i32x4.shr_u(words, 8), least), values);
}
