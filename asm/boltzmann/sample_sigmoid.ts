import { exponential } from "../arithmetic/exponential";
import { CHUNK } from "../random/philox";
import { drawUniform } from "../random/uniform";

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
    drawUniform(key0, key1, counter, some, scratch, states);
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
  drawUniform(key0, key1, counter, 32, scratch, scratch);
  for (let at: usize = 0; at < count * 4; at += 4) {
    const p = probability(v128.load32_splat(x + at), scale);
    if (means) v128.store32_lane(means + at, p, 0);
    v128.store32_lane(states + at, state(v128.load32_splat(scratch + at), p), 0);
  }
}

function probability(x: v128, scale: f32): v128 {
  const one = f32x4.splat(1);
  const power = exponential(f32x4.neg(f32x4.mul(x, f32x4.splat(scale))));
  return f32x4.div(one, f32x4.add(one, power));
}

function state(uniform: v128, probability: v128): v128 {
  return v128.and(f32x4.lt(uniform, probability), f32x4.splat(1));
}
