import type { Rng } from "../../../core/rng.ts";

/** Ordinary words, in which every letter of the alphabet occurs. */
const WORDS = `
  the of and to in that it was for on with as at by from this but not are have had which one were
  all their there been many some these would other into more her two like him time could make first
  people made over did down only way find use water long very words called just where most know
  about after again animal another answer back because before began between book both boat city
  close country cross cut different does draw each early earth enough even every example eye family
  far father feet few follow food found four garden girl give good great group grow hand hard head
  help here high home house idea important instead journey just keep kind land large last later
  learn leave letter life light line list little live machine mean might miss money morning mother
  mountain move much music must name near need never next night number object often once open order
  own page paper part pattern picture place plant point quarter question quick quiet read real river
  right sailed same school sea second seem sentence set should show side size small something
  sometimes song soon sound spell stand start state still stop story study such table talk tell
  think those though thought three through together took tree try turn under until walk watch while
  white whole why without wood work world write year young zero box expect fixed jump lazy maximum
  object project size frozen exact equal
  well-known far-off
`.trim().split(/\s+/);

/**
 * The next word of a text in English: now and then it begins with a capital, is a number of up to
 * four digits, or has a mark of punctuation behind it.
 */
export function nextWord(rng: Rng): string {
  const kind = rng.uniform(), ending = rng.uniform();
  const mark = ending < 0.06 ? "." : ending < 0.14 ? "," : "";
  if (kind < 0.06) return `${1 + rng.integer(10 ** (1 + rng.integer(4)) - 1)}${mark}`;
  const word = WORDS[rng.integer(WORDS.length)];
  return (kind < 0.18 ? word[0].toUpperCase() + word.slice(1) : word) + mark;
}
