import type { WordCounting, WordWeights } from "../../../core/preprocessor/word_counting.ts";
import { informationOf } from "./information_of.ts";
import { reduce, splitWords } from "./split_words.ts";
import { stopWordsOf } from "./stop_words.ts";

/** The choices by which words of texts become the values of examples. */
export interface TextOptions {
  /** The number of words that are counted: 2000 unless given, or as many as there are. */
  readonly words?: number | undefined;
  /**
   * Those that come most often, as unless given, or those that tell most of the class of a text (Yang and
   * Pedersen, "A comparative study on feature selection in text categorization", 1997).
   */
  readonly choose?: "frequency" | "information" | undefined;
  /** The reduction of words to what they share; as they are unless given. */
  readonly stem?: "porter" | "none" | undefined;
  /** The language whose function words are left out, by its code of ISO 639-3, or "none": "eng" unless given. */
  readonly stopWords?: string | undefined;
  /** The fewest texts that have a word that is counted: 1 unless given. */
  readonly minDocuments?: number | undefined;
  /** The largest share of texts that have a word that is counted: 1 unless given. */
  readonly maxDocuments?: number | undefined;
  /** "counts" unless given. */
  readonly weights?: WordWeights | undefined;
}

/** The number of words that Hinton and Salakhutdinov (2006) count. */
const WORD_COUNT = 2000;

/** The place of a word, or of a stem, in the texts. */
interface Seen {
  /** The times that it comes. */
  count: number;
  /** The texts that have it. */
  readonly texts: number[];
}

/**
 * The words of the training texts that are counted, and how.
 *
 * Words are those of `splitWords` without the function words of a language; of equal ones the alphabetically
 * first come first. `labels` are the classes of the texts, where they have some. Throws a RangeError, one
 * sentence, when no word is left, and for "information" without labels.
 *
 * @example
 * ```ts
 * import { chooseWords } from "isthmus";
 *
 * const { vocabulary } = chooseWords(["The sea, the sea and the sun", "Suns"], { stem: "porter" });
 * assertEquals(vocabulary, ["sea", "sun"]);
 * ```
 */
export function chooseWords(
  texts: Iterable<string>,
  {
    words = WORD_COUNT,
    choose = "frequency",
    stem: stemOption = "none",
    stopWords: language = "eng",
    minDocuments = 1,
    maxDocuments = 1,
    weights = "counts",
  }: TextOptions = {},
  labels?: ArrayLike<number>,
): WordCounting {
  const stem = stemOption === "none" ? undefined : stemOption, stops = stopWordsOf(language);
  const seen = new Map<string, Seen>(), stems = new Map<string, string>();
  let count = 0;
  for (const text of texts) {
    for (const word of splitWords(text)) {
      if (stops.has(word)) continue;
      const reduced = stems.get(word) ?? reduce(word, stem);
      stems.set(word, reduced);
      const found = seen.get(reduced) ?? { count: 0, texts: [] };
      found.count++;
      if (found.texts.at(-1) !== count) found.texts.push(count);
      seen.set(reduced, found);
    }
    count++;
  }
  if (seen.size === 0) {
    throw new RangeError(
      "Cannot count words: the texts hold none of two letters or more" +
        (stops.size > 0 ? ` that is not left out as a function word, of "${language}"` : ""),
    );
  }
  const fits = [...seen].filter(([, { texts }]) =>
    texts.length >= minDocuments && texts.length <= maxDocuments * count
  );
  if (fits.length === 0) {
    throw new RangeError(
      `Cannot count words: none of ${seen.size} is in ${minDocuments} texts or more and in ${
        (100 * maxDocuments).toPrecision(3)
      } % of ${count} or fewer`,
    );
  }
  if (choose === "information" && !labels) {
    throw new RangeError(
      'Cannot choose words by what they tell of classes: the texts have no labels, take "frequency"',
    );
  }
  const worth = choose === "information"
    ? informationOf(fits.map(([, { texts }]) => texts), labels!)
    : Float64Array.from(fits, ([, { count }]) => count);
  const chosen = fits.map(([word, { texts }], i) => ({
    word,
    texts: texts.length,
    worth: worth[i],
  }))
    .sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1))
    .slice(0, words);
  const vocabulary = chosen.map(({ word }) => word), known = new Set(vocabulary);
  const hidden = [...stops].filter((word) => known.has(reduce(word, stem)));
  return {
    vocabulary,
    ...(stem && { stem }),
    ...(hidden.length > 0 && { stopWords: hidden }),
    weights,
    ...(weights === "tf-idf" && {
      rarities: chosen.map(({ texts }) => Math.log((1 + count) / (1 + texts)) + 1),
    }),
  };
}
