import type { WordCounting } from "../../core/preprocessor/word_counting.ts";
import { wordValues } from "../../data/formats/texts/count_words.ts";
import { type QueryWords, queryWords } from "../../data/formats/texts/query_words.ts";
import { stripMailHeaders } from "../../data/formats/texts/strip_mail_headers.ts";

/** A text as an encoder takes it, and what there is to say of its words. */
export interface PreparedText extends QueryWords {
  /** [V]. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** The words that an encoder counts, and those that it leaves out whatever a text is about. */
export interface TextWords {
  readonly words: WordCounting;
  readonly functionWords: readonly string[];
}

/** Prepares a text as the training prepared those of its data. */
export function prepareText(text: string, { words, functionWords }: TextWords): PreparedText {
  return {
    ...queryWords(text, { words, functionWords: new Set(functionWords) }),
    values: wordValues(stripMailHeaders(text), words),
  };
}
