import { CHUNK, philox } from "./philox";
import { storeTransposed } from "../products/store_transposed";

/**
 * `count` numbers in [0, 1), multiples of 2⁻²⁴, from the stream of a key: four from every counter,
 * from `first` on.
 */
export function uniform(
  key0: u32,
  key1: u32,
  first: f64,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  let counter = <u64> first;
  while (count >= 32) {
    const some = min(count & ~31, CHUNK);
    drawUniform(key0, key1, counter, some, scratch, out);
    counter += some / 4;
    count -= some;
    out += some * 4;
  }
  if (count) {
    drawUniform(key0, key1, counter, 32, scratch, scratch);
    memory.copy(out, scratch, count * 4);
  }
}

/** The same for a `count` that is a multiple of 32 and at most a chunk. */
export function drawUniform(
  key0: u32,
  key1: u32,
  counter: u64,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  philox(key0, key1, counter, 0, 0, count, scratch, out);
  for (const end = out + count * 4; out < end; out += 64) {
    storeTransposed(
      fraction(v128.load(out)),
      fraction(v128.load(out, 16)),
      fraction(v128.load(out, 32)),
      fraction(v128.load(out, 48)),
      out,
    );
  }
}

/** The upper 24 bits of four words, as many as a float32 holds, over 2²⁴. */
function fraction(words: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)), f32x4.splat(1.0 / 16777216));
}
