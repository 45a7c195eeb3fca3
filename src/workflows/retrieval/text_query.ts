import type { WordCounting } from "../../core/preprocessor/word_counting.ts";
import { oneLine } from "../../core/one_line.ts";
import { countWords, splitWords, stopWordsOf, stripMailHeaders } from "../../data/mod.ts";

/** The most words that a sentence lists. */
const MOST_LISTED = 8;

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
  const refuse = (why: string): never => {
    const quote = oneLine(text, { longest: 60 });
    throw new RangeError(
      `Cannot search ${directory} with ${quote === "" ? "an empty text" : `"${quote}"`}: ${why}`,
    );
  };
  const all = [...new Set(splitWords(stripMailHeaders(text)))];
  if (all.length === 0) refuse("expected words of two letters or more");
  const stops = stopWordsOf(functionWords);
  const telling = all.filter((word) => !stops.has(word));
  const others = all.filter((word) => !isCounted(word, words));
  const known = `the ${words.vocabulary.length.toLocaleString("en")} that its encoder counts`;
  if (others.length === all.length) {
    return telling.length === 0
      ? refuse(`it holds function words alone (${listed(all)}), which are left out`)
      : refuse(
        telling.length === 1
          ? `its word ${telling[0]} is not among ${known}`
          : `none of its words (${listed(telling)}) is among ${known}`,
      );
  }
  const unknown = others.filter((word) => telling.includes(word));
  if (unknown.length === 0) return [];
  return [
    `Left out of the query: ${listed(unknown)}, not among ${known}.`,
  ];
}

function isCounted(word: string, words: WordCounting): boolean {
  return countWords([word], words).values.some((value) => value > 0);
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_LISTED);
  return [...shown, ...(words.length > shown.length ? ["…"] : [])].join(", ");
}
