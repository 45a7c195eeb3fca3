/// <reference lib="dom" />
import { createElement } from "../controls/create_element.ts";
import { indexWords, typicalWords, type WordIndex } from "./items/word_index.ts";

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
  let index: WordIndex | undefined;
  return {
    root,
    show(items) {
      if (items.length === 0 || items.length === texts.length) {
        words.textContent = items.length === 0 ? "none" : "zoom in to see them";
        return;
      }
      index ??= indexWords(texts);
      const found = typicalWords(index, { items, most: MOST });
      words.replaceChildren(
        ...found.flatMap(({ word, here, everywhere }, i) => [
          i === 0 ? "" : ", ",
          createElement("b", { text: word }),
          ` ${here} of ${everywhere}`,
        ]).map((part) => typeof part === "string" ? document.createTextNode(part) : part),
      );
      if (found.length === 0) words.textContent = "none that chance would not give as well";
    },
  };
}
