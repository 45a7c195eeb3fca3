import { oneLine } from "../../../core/one_line.ts";
import { splitWords } from "./split_words.ts";

/** The most characters of a text that are shown. */
const LONGEST = 120;

/** Lines of mail and news that are somebody else's words, or say whose words follow. */
const ANSWERED = /^\s*(?:[>|:]|In (?:a previous )?article\b)|\b(?:writes|wrote|says|said)\s*:\s*$/i;

/**
 * The beginning of a text as it is shown: its first line that has words, cut short, past those that a message
 * answers to, unless it has no others; "" where no line has words.
 */
export function quoteOf(text: string): string {
  let answered = "";
  for (const line of text.split("\n")) {
    if (splitWords(line).length === 0) continue;
    if (!ANSWERED.test(line)) return cut(line);
    answered ||= line;
  }
  return cut(answered);
}

/** A line without its edges, of so many characters at the most, which ends with a whole word where one ends in its second half. */
function cut(line: string): string {
  const plain = oneLine(line, { longest: 4 * LONGEST }), characters = Array.from(plain);
  if (characters.length <= LONGEST) return plain;
  const start = characters.slice(0, LONGEST).join(""), space = start.lastIndexOf(" ");
  const kept = space > LONGEST / 2
    ? start.slice(0, space)
    : characters.slice(0, LONGEST - 1).join("");
  return `${kept}…`;
}
