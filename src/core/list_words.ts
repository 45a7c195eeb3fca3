/** Words as a sentence lists them: `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(words);
}
