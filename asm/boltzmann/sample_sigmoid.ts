import { exponential } from "../arithmetic/exponential";
import { storeTransposed } from "../products/store_transposed";
import { CHUNK, philox } from "../random/philox";

/**
 * States of `count` binary units from their inputs x: 1 where `uniform` of the stream gives less than
 * σ(scale · x), otherwise 0. The probabilities σ(scale · x) are written to `means` in the same pass,
 * where that is no null pointer; x may be `means`.
 */
export function sampleSigmoid(
  x: usize,
  scale: f32,
  key0: u32,
  key1: u32,
  first: f64,
  count: usize,
  scratch: usize,
  means: usize,
  states: usize,
): void {
  let counter = <u64> first;
  while (count >= 32) {
    const some = min(count & ~31, CHUNK);
    drawWords(key0, key1, counter, some, scratch, states);
    for (let at: usize = 0; at < some * 4; at += 16) {
      const p = probability(v128.load(x + at), scale);
      if (means) v128.store(means + at, p);
      v128.store(states + at, state(v128.load(states + at), p));
    }
    counter += some / 4;
    count -= some;
    x += some * 4;
    if (means) means += some * 4;
    states += some * 4;
  }
  if (count == 0) return;
  drawWords(key0, key1, counter, 32, scratch, scratch);
  for (let at: usize = 0; at < count * 4; at += 4) {
    const p = probability(v128.load32_splat(x + at), scale);
    if (means) v128.store32_lane(means + at, p, 0);
    v128.store32_lane(states + at, state(v128.load32_splat(scratch + at), p), 0);
  }
}

/** `count` words of a stream in their order. */
function drawWords(
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
      v128.load(out),
      v128.load(out, 16),
      v128.load(out, 32),
      v128.load(out, 48),
      out,
    );
  }
}

function probability(x: v128, scale: f32): v128 {
  const one = f32x4.splat(1);
  const power = exponential(f32x4.neg(f32x4.mul(x, f32x4.splat(scale))));
  return f32x4.div(one, f32x4.add(one, power));
}

function state(words: v128, probability: v128): v128 {
  const uniform = f32x4.mul(
    f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)),
    f32x4.splat(1.0 / 16777216),
  );
  return v128.and(f32x4.lt(uniform, probability), f32x4.splat(1));
}
