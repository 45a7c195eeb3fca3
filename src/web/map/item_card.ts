import { createElement } from "../controls/create_element.ts";
import type { Collection } from "./items/collection.ts";
import { valueOf } from "./items/item_facts.ts";
import type { Thumbnails } from "../picture/thumbnails.ts";
import type { ViewPlace, ViewSize } from "./points/view.ts";

/** A mark on a map around the item that is shown, and a card beside it that says what it is. */
export interface ItemCard {
  readonly root: HTMLElement;
  /** Shows an item, and hides for nothing. */
  show(shown: CardItem | undefined): void;
  /** Draws its thumbnail again, once more of them are there. */
  redraw(): void;
}

/** An item that is shown on a map. */
export interface CardItem {
  readonly item: number;
  /** Its place on the map, which has this size. */
  readonly at: ViewPlace;
  readonly size: ViewSize;
  /** True where the card belongs to the mark. */
  readonly isFull: boolean;
  /** The side of its thumbnail on the map, in CSS pixels; 0 for a point. */
  readonly side: number;
}

/** The side of the picture, in CSS pixels; a small one is enlarged by whole numbers. */
const SIDE = 128;

/** The side of the mark of a point, in CSS pixels. */
const MARK = 14;

/** The most letters of a text. */
const MOST_LETTERS = 400;

/** Makes the mark and the card of a map. */
export function createItemCard(
  { names, texts, columns }: Collection,
  thumbnails: Thumbnails | undefined,
): ItemCard {
  const picture = createElement("canvas", { part: "card-picture", attributes: { hidden: true } });
  const name = createElement("strong", { part: "card-name" });
  const facts = createElement("dl", { part: "card-facts" });
  const text = createElement("p", { part: "card-text" });
  const card = createElement("div", { part: "card", children: [picture, name, facts, text] });
  const root = createElement("div", {
    part: "shown",
    // The same is told in the live region, and is in the table.
    attributes: { "aria-hidden": "true", hidden: true },
    children: [createElement("div", { part: "shown-mark" }), card],
  });
  let current: number | undefined;
  const draw = (): void => {
    if (!thumbnails || current === undefined) return;
    const { width, height } = thumbnails;
    const factor = Math.max(1, Math.floor(SIDE / Math.max(width, height)));
    picture.width = width;
    picture.height = height;
    picture.style.inlineSize = `${factor * width}px`;
    const context = picture.getContext("2d")!;
    picture.hidden = !thumbnails.draw(context, current, { left: 0, top: 0, width, height });
  };
  const fill = (item: number): void => {
    current = item;
    name.textContent = names[item];
    const line = texts?.[item] ?? "";
    text.textContent = line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
    text.hidden = line === "";
    facts.replaceChildren(...columns.flatMap((column) => [
      createElement("dt", { text: column.name }),
      createElement("dd", { text: valueOf(column, item) }),
    ]));
    facts.hidden = columns.length === 0;
    draw();
  };
  return {
    root,
    show(shown) {
      root.hidden = shown === undefined;
      if (shown === undefined) return;
      const { item, at, size, isFull, side } = shown;
      card.hidden = !isFull;
      if (isFull && item !== current) fill(item);
      root.style.translate = `${at.left}px ${at.top}px`;
      root.style.setProperty("--side", `${Math.max(MARK, side)}px`);
      root.classList.toggle("is-square", side > 0);
      root.classList.toggle("is-left", at.left > size.width / 2);
      root.classList.toggle("is-above", at.top > size.height / 2);
    },
    redraw: draw,
  };
}
