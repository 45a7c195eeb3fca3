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

/**
 * The clause on what is right no more often than one class for all examples would be, by the number of
 * examples of each class; empty for what is better, and where there is one class alone.
 */
export function noBetter(
  accuracy: number,
  { counts, names }: { counts: readonly number[]; names?: readonly string[] },
): string {
  const most = Math.max(...counts), share = most / counts.reduce((sum, count) => sum + count, 0);
  if (accuracy > share || share === 1) return "";
  const largest = names ? `"${names[counts.indexOf(most)]}"` : "the largest class";
  return `, no more than if all were put into ${largest} (${(100 * share).toFixed(2)} %)`;
}
