import * as lists from "stopword";

/** The codes of ISO 639-3 of the languages whose function words are known. */
export const STOP_LANGUAGES: readonly string[] = Object.keys(lists)
  .filter((name) => /^[a-z]{3}$/.test(name)).sort();

/** The parts that contractions leave of English words where they are cut at the apostrophe. */
const REMAINS =
  "aren couldn didn doesn don hadn hasn haven isn ll mustn needn re shan shouldn ve wasn weren won wouldn";

/**
 * The words of a language that are too common to tell topics apart: articles, pronouns, prepositions … as
 * the npm package "stopword" lists them; none for "none".
 */
export function stopWordsOf(language: string): ReadonlySet<string> {
  if (language === "none") return new Set();
  const known: unknown = STOP_LANGUAGES.includes(language)
    ? (lists as Readonly<Record<string, unknown>>)[language]
    : undefined;
  if (!Array.isArray(known)) {
    throw new RangeError(
      `Cannot leave out the function words of "${language}": expected none or one of ${
        STOP_LANGUAGES.join(", ")
      }`,
    );
  }
  const more = language === "eng" ? REMAINS.split(" ") : [];
  return new Set([...known.map(String), ...more]);
}
