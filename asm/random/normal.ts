import { logarithm, LOGARITHM_BYTES, storeLogarithm } from "../arithmetic/logarithm";
import { CHUNK, philox, PHILOX_CONSTANTS } from "./philox";
import { cosine, sine, storeSineCosine } from "../arithmetic/sine_cosine";
import { storeTransposed } from "../products/store_transposed";

/** The places of the coefficients of the logarithm, the sine and this file in scratch memory. */
const LOGARITHM: usize = PHILOX_CONSTANTS + 16;
const SINE: usize = LOGARITHM + LOGARITHM_BYTES;
const OWN: usize = SINE + 32;

/**
 * `count` numbers of the normal distribution of mean 0 and standard deviation 1, from the stream of
 * a key: four from every counter, from `first` on.
 *
 * Each pair of words (a, b) gives √(−2 ln u) (cos θ, sin θ) with u = (⌊a / 2⌋ + ½) 2⁻³¹, rounded to
 * 32 bits of float and so in (0, 1]: no number is farther than 6.67 from 0. The lower 30 bits of b
 * place θ in [−π/4, π/4), the next mirrors it at the diagonal and the highest turns it by π. (Box
 * and Muller, "A note on the generation of random normal deviates", 1958.)
 */
export function normal(
  key0: u32,
  key1: u32,
  first: f64,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  storeLogarithm(scratch + LOGARITHM);
  storeSineCosine(scratch + SINE);
  f32.store(scratch, 0.5, OWN);
  f32.store(scratch, 1.0 / 2147483648, OWN + 4);
  f32.store(scratch, -2, OWN + 8);
  f32.store(scratch, 1.5707963267948966 / 4294967296, OWN + 12);
  let counter = <u64> first;
  while (count >= 32) {
    const some = min(count & ~31, CHUNK);
    fill(key0, key1, counter, some, scratch, out);
    counter += some / 4;
    count -= some;
    out += some * 4;
  }
  if (count) {
    fill(key0, key1, counter, 32, scratch, scratch);
    memory.copy(out, scratch, count * 4);
  }
}

function fill(
  key0: u32,
  key1: u32,
  counter: u64,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  philox(key0, key1, counter, 0, 0, count, scratch, out);
  const end = out + count * 4;
  for (let at = out; at < end; at += 32) makeNormal(at, scratch);
  for (; out < end; out += 64) {
    storeTransposed(
      v128.load(out),
      v128.load(out, 16),
      v128.load(out, 32),
      v128.load(out, 48),
      out,
    );
  }
}

/** Puts four pairs of normal numbers in the place of four pairs of words. */
function makeNormal(at: usize, scratch: usize): void {
  const a = v128.load(at), b = v128.load(at, 16);
  const words = f32x4.convert_i32x4_s(i32x4.shr_u(a, 1));
  const centres = f32x4.add(words, v128.load32_splat(scratch, OWN));
  const u = f32x4.mul(centres, v128.load32_splat(scratch, OWN + 4));
  const logarithms = logarithm(u, scratch + LOGARITHM);
  const radius = f32x4.sqrt(f32x4.mul(logarithms, v128.load32_splat(scratch, OWN + 8)));
  const signed = v128.xor(radius, i32x4.shl(i32x4.shr_u(b, 31), 31));
  // Without its upper two bits a word is a signed fraction of a quarter turn.
  const fraction = f32x4.convert_i32x4_s(i32x4.shl(b, 2));
  const x = f32x4.mul(fraction, v128.load32_splat(scratch, OWN + 12));
  const x2 = f32x4.mul(x, x);
  const c = f32x4.mul(signed, cosine(x2, scratch + SINE));
  const s = f32x4.mul(signed, sine(x, x2, scratch + SINE));
  const mirrored = i32x4.shr_s(i32x4.shl(b, 1), 31);
  const difference = v128.and(v128.xor(c, s), mirrored);
  v128.store(at, v128.xor(c, difference));
  v128.store(at, v128.xor(s, difference), 16);
}
