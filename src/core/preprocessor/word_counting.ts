import { isRecord } from "../parse_record.ts";
import type { Refuse } from "../refuse.ts";

/** The weights of words in a text, before they are divided by their sum. */
export const WORD_WEIGHTS = ["counts", "log", "tf-idf"] as const;

/** Counts n; log(1 + n); or (1 + log n) by the rarity of the word, where n is not 0. */
export type WordWeights = typeof WORD_WEIGHTS[number];

/** The way from a text to the values of an example, one for each word of a vocabulary. */
export interface WordCounting {
  /** The word, or the stem of words, that each value is of. */
  readonly vocabulary: readonly string[];
  /** The reduction of words to what they share; as they are unless given. */
  readonly stem?: "porter";
  /** Words that are left out though what they are reduced to is in the vocabulary. */
  readonly stopWords?: readonly string[];
  /** The weight of a word in its text, of which it gets its share. */
  readonly weights: WordWeights;
  /** Of "tf-idf": the rarity of each word, log((1 + N) / (1 + n)) + 1 where n of N texts have it. */
  readonly rarities?: readonly number[];
}

/** A way from texts to values as a file has it; `refuse` throws with what is wrong. */
export function parseWordCounting(value: unknown, size: number, refuse: Refuse): WordCounting {
  const { vocabulary, stem, stopWords, weights, rarities } = isRecord(value) ? value : {};
  if (!isWords(vocabulary)) return refuse("its vocabulary is not a list of words");
  if (vocabulary.length !== size) {
    refuse(`its vocabulary has ${vocabulary.length} words for ${size} values`);
  }
  if (stem !== undefined && stem !== "porter") {
    return refuse(`its words have the stem ${JSON.stringify(stem)}, expected "porter" or none`);
  }
  if (stopWords !== undefined && !isWords(stopWords)) {
    return refuse("its stop words are not a list of words");
  }
  const known = WORD_WEIGHTS.find((name) => name === weights);
  if (!known) return refuse(`its words have no weights, expected ${WORD_WEIGHTS.join(", ")}`);
  if ((known === "tf-idf") !== isNumbers(rarities, size)) {
    return refuse(`the rarities of its words are not ${size} numbers above 0, one for each`);
  }
  return {
    vocabulary,
    ...(stem && { stem }),
    ...(stopWords && { stopWords }),
    weights: known,
    ...(known === "tf-idf" && { rarities: rarities as number[] }),
  };
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}

function isNumbers(value: unknown, size: number): value is number[] {
  return Array.isArray(value) && value.length === size &&
    value.every((number) => Number.isFinite(number) && number > 0);
}
