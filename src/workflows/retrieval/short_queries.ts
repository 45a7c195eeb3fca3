import type { Rng } from "../../core/rng.ts";
import { entriesOf, type Examples, sparseRowsBuilder } from "../../data/mod.ts";

/**
 * Texts of few words, as people type them: of each text so many of its words, drawn at random, with the
 * shares that they have of one another. Texts of no more words stay as they are.
 */
export function shortQueries(
  texts: Examples,
  { words, rng }: { readonly words: number; readonly rng: Rng },
): Examples {
  const short = sparseRowsBuilder(texts.count);
  for (let text = 0; text < texts.count; text++) {
    const { columns, entries } = entriesOf(texts, text);
    const order = rng.fork(text).permutation(columns.length).subarray(0, words);
    let sum = 0;
    for (const at of order) sum += entries[at];
    const kept = order.toSorted();
    short.add(kept.map((at) => columns[at]), Float32Array.from(kept, (at) => entries[at] / sum));
  }
  return { ...texts, values: short.rows() };
}
