/** A text as a sentence: with a full stop, where it does not end already. */
export function sentence(text: string): string {
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}
