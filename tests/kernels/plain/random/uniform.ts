import { randomWords, type StreamPart } from "./random_words.ts";

/** The plain twin of `asm/random/uniform.ts`: numbers in [0, 1), multiples of 2⁻²⁴. */
export function uniform(part: StreamPart): Float32Array<ArrayBuffer> {
  const words = randomWords(part);
  return Float32Array.from({ length: part.count }, (_, i) => (words[i] >>> 8) * 2 ** -24);
}
