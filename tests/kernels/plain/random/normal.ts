import { randomWords, type StreamPart } from "./random_words.ts";

/**
 * The plain twin of `asm/random/normal.ts`, in double precision but for u: normal numbers of mean 0 and
 * standard deviation 1, a pair of them from each pair of words.
 */
export function normal(part: StreamPart): Float32Array<ArrayBuffer> {
  const values = new Float32Array(Math.ceil(part.count / 4) * 4);
  const words = randomWords(part);
  for (let i = 0; i < words.length; i += 2) {
    const a = words[i], b = words[i + 1];
    const u = Math.fround(Math.fround(a >>> 1) + 0.5) * 2 ** -31;
    const radius = (b >>> 31 ? -1 : 1) * Math.sqrt(-2 * Math.log(u));
    const angle = (b << 2) * 2 ** -32 * Math.PI / 2;
    const along = radius * Math.cos(angle), across = radius * Math.sin(angle);
    const mirrored = (b >>> 30 & 1) === 1;
    values[i] = mirrored ? across : along;
    values[i + 1] = mirrored ? along : across;
  }
  return values.slice(0, part.count);
}
