import { createElement } from "../controls/create_element.ts";
import { indexInPieces, typicalWords, type WordIndex } from "./items/word_index.ts";

/** The line of the words that are typical for what is in view. */
export interface WordsLine {
  readonly root: HTMLElement;
  /** Shows those of these items; nothing where all are in view. */
  show(items: readonly number[]): void;
}

/** The most words of the line. */
const MOST = 8;

/** Makes the line for items with texts. */
export function createWordsLine(texts: readonly string[]): WordsLine {
  const words = createElement("span", { part: "words-list" });
  const root = createElement("p", {
    part: "words",
    children: [createElement("span", { text: "Typical words here: " }), words],
  });
  let index: WordIndex | undefined, last: readonly number[] = [];
  const pieces = indexInPieces(texts);
  const collect = (): void => {
    const { done, value } = pieces.next();
    if (!done) return void setTimeout(collect);
    index = value;
    show(last);
  };
  const show = (items: readonly number[]): void => {
    last = items;
    if (items.length === 0 || items.length === texts.length) {
      words.textContent = items.length === 0 ? "none" : "zoom in to see them";
      return;
    }
    if (index === undefined) {
      words.textContent = "…";
      return;
    }
    const found = typicalWords(index, { items, most: MOST });
    words.replaceChildren(
      ...found.flatMap(({ word, here, everywhere }, i) => [
        document.createTextNode(i === 0 ? "" : ", "),
        createElement("b", { text: word }),
        document.createTextNode(` ${here} of ${everywhere}`),
      ]),
    );
    if (found.length === 0) words.textContent = "none that chance would not give as well";
  };
  // The maps are painted before.
  setTimeout(collect);
  return { root, show };
}
