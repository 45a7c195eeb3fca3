import { createElement } from "../controls/create_element.ts";
import type { Thumbnails } from "../picture/thumbnails.ts";
import type { ListedItem } from "./answer_questions.ts";
import { type Comparison, distanceWords, nameOf } from "./item_words.ts";

/** The list of what was found. */
export interface ResultList {
  readonly root: HTMLElement;
  /** Shows items in place of those before; a focus on one stays at its place. */
  show(found: readonly ListedItem[]): void;
  /** Draws the pictures again, once more of them are there. */
  redraw(): void;
}

/** The surroundings of a list. */
export interface ResultListOptions {
  readonly comparison: Comparison;
  readonly thumbnails?: Thumbnails | undefined;
  /** A visitor wants to see what is like an item. */
  readonly onChoose: (item: number) => void;
}

/** A line of the list. */
interface Row {
  readonly root: HTMLElement;
  show(listed: ListedItem): void;
  redraw(): void;
}

/** Makes a list without items; each is a button that asks for what is like it. */
export function createResultList(options: ResultListOptions): ResultList {
  const rows: Row[] = [];
  const root = createElement("ol", {
    part: options.thumbnails ? "found are-pictures" : "found",
    // A list without marks loses its role in one browser.
    attributes: { role: "list", "aria-label": "Nearest items" },
  });
  let shown = 0;
  return {
    root,
    show(found) {
      while (rows.length < found.length) rows.push(createRow(options));
      found.forEach((listed, i) => rows[i].show(listed));
      if (found.length !== shown) {
        root.replaceChildren(...rows.slice(0, found.length).map((row) => row.root));
      }
      shown = found.length;
    },
    redraw() {
      for (const row of rows.slice(0, shown)) row.redraw();
    },
  };
}

function createRow({ comparison, thumbnails, onChoose }: ResultListOptions): Row {
  const picture = thumbnails && createThumbnail(thumbnails);
  const name = createElement("span", { part: "found-name" });
  const label = createElement("span", { part: "found-label" });
  const text = createElement("span", { part: "found-text" });
  const distance = createElement("span", { part: "found-distance" });
  let current: number | undefined;
  const button = createElement("button", {
    part: "found-item",
    attributes: { type: "button", title: "Search for what is like it" },
    children: [...picture ? [picture.root] : [], name, label, text, distance],
    on: { click: () => current !== undefined && onChoose(current) },
  });
  return {
    root: createElement("li", { children: [button] }),
    show(listed) {
      current = listed.item;
      name.textContent = nameOf(listed);
      fill(label, listed.label);
      fill(text, listed.text);
      distance.textContent = distanceWords(listed.distance, comparison);
      picture?.show(listed.item);
    },
    redraw: () => picture?.redraw(),
  };
}

function fill(element: HTMLElement, text = ""): void {
  element.textContent = text;
  element.hidden = text === "";
}

/** The picture of an item. */
export interface ThumbnailView {
  readonly root: HTMLCanvasElement;
  show(item: number): void;
  /** Draws it again. */
  redraw(): void;
}

/** Makes a picture that is empty; what it shows is said beside it. */
export function createThumbnail(thumbnails: Thumbnails): ThumbnailView {
  const { width, height } = thumbnails;
  const root = createElement("canvas", {
    part: "thumbnail",
    attributes: { width, height, "aria-hidden": "true" },
  });
  const context = root.getContext("2d")!;
  let current: number | undefined;
  const redraw = (): void => {
    context.clearRect(0, 0, width, height);
    if (current !== undefined) {
      thumbnails.draw(context, current, { left: 0, top: 0, width, height });
    }
  };
  return {
    root,
    show(item) {
      current = item;
      redraw();
    },
    redraw,
  };
}
