import { createElement } from "../controls/create_element.ts";
import { greatest } from "./greatest.ts";

/** The number of words that stand for a text. */
const SHOWN_WORDS = 12;

/** The heaviest words of a text on the page. */
export interface WordView {
  readonly root: HTMLElement;
  /** Lists the words of the greatest of these values [V], by falling value. */
  show(values: Float32Array, options: { label: string }): void;
}

/** Draws a text as its twelve heaviest words, each beside a bar as long as its weight. */
export function createWordView(vocabulary: readonly string[]): WordView {
  const rows = Array.from({ length: Math.min(SHOWN_WORDS, vocabulary.length) }, () => {
    const name = createElement("span", { part: "word-name" });
    const bar = createElement("span", { part: "word-bar" });
    return { name, bar, root: createElement("li", { part: "word", children: [name, bar] }) };
  });
  const root = createElement("ol", {
    part: "words",
    // A list without marks loses its role in one browser.
    attributes: { role: "list" },
    children: rows.map((row) => row.root),
  });
  const show = (values: Float32Array, { label }: { label: string }): void => {
    const places = greatest(values, rows.length);
    rows.forEach(({ name, bar }, i) => {
      const share = values[places[i]] / values[places[0]];
      name.textContent = vocabulary[places[i]];
      bar.style.setProperty("--share", share > 0 ? share.toFixed(3) : "0");
    });
    root.setAttribute("aria-label", label);
  };
  return { root, show };
}
