import * as lists from "stopword";

/** The codes of ISO 639-3 of the languages whose function words are known. */
export const STOP_LANGUAGES: readonly string[] = Object.keys(lists)
  .filter((name) => /^[a-z]{3}$/.test(name)).sort();

/**
 * English words of the same kind that the package has not, and what contractions leave where they are cut at
 * the apostrophe.
 */
const MORE_ENGLISH =
  "does doing down few further having its just no nor not off once own she so until when whom why will " +
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
  const more = language === "eng" ? MORE_ENGLISH.split(" ") : [];
  return new Set([...known.map(String), ...more]);
}
