import { createElement } from "../controls/create_element.ts";
import type { Collection } from "./items/collection.ts";
import { countOf, valueOf } from "./items/item_facts.ts";

/** A table of the items in view. */
export interface ItemsTable {
  readonly root: HTMLElement;
  /** Lists the first of these items, while the table is open. */
  show(items: readonly number[], map: string): void;
}

/** The most rows, and the most letters of a text in one. */
export const MOST_ROWS = 100;
const MOST_LETTERS = 120;

/** Makes the table; a name that is pressed is gone to. */
export function createItemsTable(
  { names, texts, columns, maps }: Collection,
  { onGo }: { onGo: (item: number) => void },
): ItemsTable {
  const summary = createElement("summary");
  const caption = createElement("caption");
  const body = createElement("tbody");
  const header = (text: string) => createElement("th", { text, attributes: { scope: "col" } });
  const heads = ["Name", ...columns.map(({ name }) => name), ...texts ? ["Text"] : []];
  const table = createElement("table", {
    children: [
      caption,
      createElement("thead", { children: [createElement("tr", { children: heads.map(header) })] }),
      body,
    ],
  });
  const rowOf = (item: number): HTMLElement => {
    const name = createElement("button", {
      part: "row-name",
      text: names[item],
      attributes: { type: "button" },
      on: { click: () => onGo(item) },
    });
    const text = texts?.[item] ?? "";
    const short = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
    const cells = [...columns.map((column) => valueOf(column, item)), ...texts ? [short] : []];
    return createElement("tr", {
      children: [
        createElement("th", { attributes: { scope: "row" }, children: [name] }),
        ...cells.map((text) => createElement("td", { text })),
      ],
    });
  };
  let items: readonly number[] = [], map = "";
  const fill = (): void => {
    const rows = items.slice(0, MOST_ROWS);
    const which = rows.length < items.length
      ? `the ${MOST_ROWS} nearest to the middle of ${countOf(items.length)} in view`
      : `all ${countOf(items.length)} in view`;
    caption.textContent = maps.length > 1 ? `${map}: ${which}` : which;
    body.replaceChildren(...rows.map(rowOf));
  };
  const wide = createElement("div", {
    part: "table-wide",
    attributes: { tabindex: 0, role: "region", "aria-label": "Items in view" },
    children: [table],
  });
  const root = createElement("details", {
    part: "items",
    children: [summary, wide],
    on: { toggle: () => void (root.open && fill()) },
  });
  return {
    root,
    show(nextItems, nextMap) {
      items = nextItems;
      map = nextMap;
      const count = `${countOf(items.length)} of ${names.length.toLocaleString("en")} in view`;
      summary.textContent = `${maps.length > 1 ? `${map}: ` : ""}${count}, as a table`;
      if (root.open) fill();
    },
  };
}
