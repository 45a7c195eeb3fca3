import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Examples } from "../../data/mod.ts";

/**
 * Texts of few words, as people type them: of each text so many of its words, drawn at random, with the
 * shares that they have of one another. Texts of no more words stay as they are.
 */
export function shortQueries(
  texts: Examples,
  { words, rng }: { readonly words: number; readonly rng: Rng },
): Examples {
  const size = sizeOf(texts.shape), values = new Float32Array(texts.count * size);
  for (let text = 0; text < texts.count; text++) {
    const row = texts.values.subarray(text * size, (text + 1) * size);
    const present = Array.from(row.keys()).filter((word) => row[word] > 0);
    const order = rng.fork(text).permutation(present.length).subarray(0, words);
    let sum = 0;
    for (const at of order) sum += row[present[at]];
    for (const at of order) values[text * size + present[at]] = row[present[at]] / sum;
  }
  return { ...texts, values };
}
