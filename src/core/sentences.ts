/** Words as a sentence lists them: `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(words);
}

/** A text as a sentence: with a full stop, where it does not end already. */
export function sentence(text: string): string {
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A name in camel case as words: `freeEnergyGap` is "free energy gap". */
export function wordsOfName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
