import type { WordCounting } from "../../core/preprocessor/word_counting.ts";
import { queryWords, stopWordsOf } from "../../data/mod.ts";

/**
 * Checks that a text has words which an encoder counts; to a sentence on the others. Throws a RangeError, one
 * sentence that tells of what kind its words are, where it has none.
 */
export function checkTextQuery(
  text: string,
  { words, functionWords = "none", directory }: {
    words: WordCounting;
    /** The language whose function words are left out. */
    functionWords?: string | undefined;
    /** The index, for errors. */
    directory: string;
  },
): string[] {
  const { refusal, remark } = queryWords(text, {
    words,
    functionWords: stopWordsOf(functionWords),
  });
  if (refusal !== undefined) throw new RangeError(`Cannot search ${directory} ${refusal}`);
  return remark === undefined ? [] : [remark];
}
