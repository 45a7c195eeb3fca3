import type { WordCounting } from "../../../core/preprocessor/word_counting.ts";
import type { Examples } from "../../examples/data_set.ts";
import {
  fillSparseRow,
  type SparseRows,
  sparseRowsBuilder,
} from "../../examples/sparse/sparse_rows.ts";
import { reduce, splitWords } from "./split_words.ts";

/** Texts by the words that each has. */
export type CountedTexts = Examples & { readonly values: SparseRows };

/**
 * Texts as distributions over the words of a vocabulary, examples of shape [D] with their lengths.
 *
 * x[d] = weight of word d / weight of all words of the vocabulary in the text, so that each example sums to
 * 1 (Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006, whose
 * weights are counts). A text without any of the words is all zeros: it keeps its place, so that rows still
 * match the texts, and adds nothing to a cross-entropy. Where weights are counts, `lengths` has their sum.
 * Only the words that a text has are held, as most have few of all. Throws a RangeError when there are no
 * texts or no words.
 *
 * @example
 * ```ts
 * import { countWords } from "isthmus";
 *
 * const words = { vocabulary: ["sea", "sky", "sun"], weights: "counts" } as const;
 * const { values } = countWords(["The sea, the sea and the sun"], words);
 * assertEquals([...values.columns], [0, 2]);
 * assertEquals(values.entries, Float32Array.of(2 / 3, 1 / 3));
 * ```
 */
export function countWords(texts: readonly string[], words: WordCounting): CountedTexts {
  const { vocabulary, weights, rarities = [] } = words, size = vocabulary.length;
  if (texts.length === 0 || size === 0) {
    throw new RangeError(
      `Cannot count ${size} words in ${texts.length} texts: expected some of both`,
    );
  }
  const axisOf = axesOf(words);
  const rows = sparseRowsBuilder(texts.length), lengths = new Uint32Array(texts.length);
  texts.forEach((text, row) => {
    const counts = new Map<number, number>();
    for (const word of splitWords(text)) {
      const axis = axisOf(word);
      if (axis === undefined) continue;
      counts.set(axis, (counts.get(axis) ?? 0) + 1);
      lengths[row]++;
    }
    const columns = Uint32Array.from(counts.keys()).sort();
    const entries = Float32Array.from(columns, (axis) => {
      const count = counts.get(axis)!;
      if (weights === "counts") return count;
      return weights === "log" ? Math.log1p(count) : (1 + Math.log(count)) * rarities[axis];
    });
    const total = entries.reduce((sum, value) => sum + value, 0);
    rows.add(columns, entries.map((value) => value / total));
  });
  return {
    shape: [size],
    count: texts.length,
    values: rows.rows(),
    ...(weights === "counts" && { lengths }),
  };
}

/** All values [V] of one text, counted as `countWords` counts it. */
export function wordValues(text: string, words: WordCounting): Float32Array<ArrayBuffer> {
  const values = new Float32Array(words.vocabulary.length);
  fillSparseRow(countWords([text], words).values, 0, values);
  return values;
}

/** The axis of each word as it stands in a text; undefined for words that are not counted. */
export function axesOf(
  { vocabulary, stem, stopWords = [] }: WordCounting,
): (word: string) => number | undefined {
  const axes = new Map<string, number | undefined>(
    stem ? [] : vocabulary.map((word, axis) => [word, axis]),
  );
  for (const word of stopWords) axes.set(word, undefined);
  if (!stem) return (word: string) => axes.get(word);
  // A stem takes longer than a look-up, and most words come again.
  const stems = new Map(vocabulary.map((word, axis) => [word, axis]));
  return (word: string) => {
    if (!axes.has(word)) axes.set(word, stems.get(reduce(word, stem)));
    return axes.get(word);
  };
}
