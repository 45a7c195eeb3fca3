import type { StreamPart } from "./random_words.ts";
import { uniform } from "./uniform.ts";

/** The plain twin of `asm/random/bernoulli.ts`: 0 with probability `rate`, otherwise 1 / (1 − rate). */
export function bernoulli(part: StreamPart, rate: number): Float32Array<ArrayBuffer> {
  return uniform(part).map((value) => value < rate ? 0 : 1 / (1 - rate));
}
