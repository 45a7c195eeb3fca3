import { oneLine } from "../../../core/one_line.ts";
import type { WordCounting } from "../../../core/preprocessor/word_counting.ts";
import { axesOf } from "./count_words.ts";
import { splitWords } from "./split_words.ts";
import { stripMailHeaders } from "./strip_mail_headers.ts";

/** The most words that a sentence lists. */
const MOST_LISTED = 8;

/** The words of a text that something is looked for by. */
export interface QueryWords {
  /** The reason why nothing can be found by it, such as `with "of": …`; absent where some of its words are counted. */
  readonly refusal?: string;
  /** A sentence on the words of it that are not counted; absent where there are none. */
  readonly remark?: string;
}

/**
 * Looks which words of a text an encoder counts: of those that it does not, `functionWords`, which it leaves
 * out, are no news.
 */
export function queryWords(
  text: string,
  { words, functionWords }: {
    readonly words: WordCounting;
    readonly functionWords: ReadonlySet<string>;
  },
): QueryWords {
  const all = [...new Set(splitWords(stripMailHeaders(text)))];
  const quote = oneLine(text, { longest: 60 });
  const refused = (why: string): QueryWords => ({
    refusal: `with ${quote === "" ? "an empty text" : `"${quote}"`}: ${why}`,
  });
  if (all.length === 0) return refused("expected words of two letters or more");
  const telling = all.filter((word) => !functionWords.has(word));
  const axisOf = axesOf(words), others = new Set(all.filter((word) => axisOf(word) === undefined));
  const known = `the ${words.vocabulary.length.toLocaleString("en")} that its encoder counts`;
  if (others.size === all.length) {
    if (telling.length === 0) {
      return refused(`it holds function words alone (${listed(all)}), which are left out`);
    }
    return refused(
      telling.length === 1
        ? `its word ${shown(telling[0])} is not among ${known}`
        : `none of its words (${listed(telling)}) is among ${known}`,
    );
  }
  const unknown = telling.filter((word) => others.has(word));
  if (unknown.length === 0) return {};
  return { remark: `Left out of the query: ${listed(unknown)}, not among ${known}.` };
}

function listed(words: readonly string[]): string {
  const first = words.slice(0, MOST_LISTED).map(shown);
  return [...first, ...(words.length > first.length ? ["…"] : [])].join(", ");
}

/** A word as a sentence has it: what somebody pastes may be one word of any length. */
function shown(word: string): string {
  return oneLine(word, { longest: 40 });
}
