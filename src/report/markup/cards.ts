import { type Content, element, type Markup } from "../../plots/element.ts";

/** A small part of a figure with a name of its own. */
export interface Card {
  readonly title: string;
  /** A few words under the title. */
  readonly note?: string;
  readonly content: Content;
}

/** Draws cards side by side, as many as the page has room for, over one caption. */
export function cards(
  all: readonly Card[],
  { caption, title, isLarge = false }: {
    caption: string;
    title?: string;
    /** True for cards of which two stand side by side; three unless given. */
    isLarge?: boolean;
  },
): Markup {
  const card = ({ title, note, content }: Card) =>
    element(
      "div",
      { class: "card" },
      element("h4", {}, title),
      note === undefined ? [] : element("p", {}, note),
      content,
    );
  return element(
    "figure",
    {},
    title === undefined ? [] : element("h3", {}, title),
    element("div", { class: isLarge ? "cards large" : "cards" }, all.map(card)),
    element("figcaption", {}, caption),
  );
}
