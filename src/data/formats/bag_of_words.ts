import type { Examples } from "../examples/data_set.ts";

/** The number of words that Hinton and Salakhutdinov (2006) count. */
const WORD_COUNT = 2000;

/** A word is two letters or more, of any script. */
const WORD = /\p{L}{2,}/gu;

/**
 * English words too common to tell topics apart, left out of every vocabulary: articles, pronouns,
 * prepositions, conjunctions and auxiliary verbs, with what remains of their contractions.
 */
const stopWords: ReadonlySet<string> = new Set(
  ("about after all also am an and any are as at be because been before being both but by can " +
    "could did do does doing don down each few for from further get had has have having he her " +
    "here him his how if in into is it its just ll me more most my no nor not now of off on once " +
    "only or other our out over own re same she should so some such than that the their them " +
    "then there these they this those through to too under until up ve very was we were what " +
    "when where which while who whom why will with would you your").split(" "),
);

/**
 * The most frequent words of the training texts, `wordCount` of them (2000) or as many as there are.
 *
 * Words are runs of two letters or more in lower case, without a short list of English function
 * words; of equally frequent words the alphabetically first come first. Throws a RangeError when
 * the texts hold no word.
 */
export function buildVocabulary(
  texts: Iterable<string>,
  { wordCount = WORD_COUNT }: { wordCount?: number } = {},
): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  for (const word of stopWords) counts.delete(word);
  if (counts.size === 0) {
    throw new RangeError("Cannot build a vocabulary: the texts hold no words of two letters");
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, wordCount)
    .map(([word]) => word);
}

/**
 * Texts as distributions over the words of a vocabulary, examples of shape [D].
 *
 * x[d] = count of word d / count of all words of the vocabulary in the text, so that each example
 * sums to 1 (Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks",
 * 2006, who count word stems); `lengths` has the second count. A text without any of the words is all zeros: it keeps its place, so
 * that rows still match the texts, and adds nothing to a cross-entropy. Throws a RangeError when
 * there are no texts.
 */
export function bagOfWords(texts: readonly string[], vocabulary: readonly string[]): Examples {
  if (texts.length === 0 || vocabulary.length === 0) {
    throw new RangeError(
      `Cannot count ${vocabulary.length} words in ${texts.length} texts: expected some of both`,
    );
  }
  const axes = new Map(vocabulary.map((word, axis) => [word, axis]));
  const size = vocabulary.length;
  const values = new Float32Array(texts.length * size), lengths = new Uint32Array(texts.length);
  texts.forEach((text, row) => {
    const example = values.subarray(row * size, (row + 1) * size);
    let total = 0;
    for (const word of words(text)) {
      const axis = axes.get(word);
      if (axis === undefined) continue;
      example[axis]++;
      total++;
    }
    if (total > 0) { for (let i = 0; i < size; i++) example[i] /= total; }
    lengths[row] = total;
  });
  return { shape: [size], count: texts.length, values, lengths };
}

function words(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}
