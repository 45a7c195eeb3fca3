import { stemmer } from "stemmer";
import type { WordCounting } from "../../../core/preprocessor/word_counting.ts";

/** A run of letters, with the marks that some scripts set between them. */
const RUN = /\p{L}[\p{L}\p{M}]*/gu;

/** The scripts that set no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The words of a run of letters without spaces, by the dictionaries of the platform; made when first needed. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The words of a text in their order, in lower case: runs of two letters or more of any script, and of
 * scripts that set no spaces, such as Chinese or Thai, words of any length as `Intl.Segmenter` tells them.
 */
export function splitWords(text: string): string[] {
  const runs = text.toLowerCase().match(RUN) ?? [];
  if (!UNSPACED.test(text)) return runs.filter(isLong);
  return runs.flatMap((run) => {
    if (!UNSPACED.test(run)) return isLong(run) ? run : [];
    segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
    return Array.from(segmenter.segment(run), ({ segment }) => segment);
  });
}

/** The form that a word is counted by: itself, or its stem (Porter, "An algorithm for suffix stripping", 1980). */
export function reduce(word: string, stem: WordCounting["stem"]): string {
  return stem === "porter" ? stemmer(word) : word;
}

function isLong(run: string): boolean {
  return run.length > 1;
}
