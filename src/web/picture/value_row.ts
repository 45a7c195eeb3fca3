import { formatValue } from "../../plots/format_value.ts";
import { createElement } from "../controls/create_element.ts";
import type { ShownRow } from "./shown_rows.ts";

/** A row of a table of values on the page. */
export interface ValueRow {
  readonly root: HTMLElement;
  show(row: ShownRow): void;
}

/** The cells of a row. */
export interface ValueRowOptions {
  /** True where bars go to both sides of the middle. */
  readonly isSigned: boolean;
  /** True where a reconstruction stands beside the value. */
  readonly isBeside: boolean;
  /** The field in which people edit the value, in place of its text. */
  readonly field?: HTMLElement | undefined;
}

/** Makes a row without values. */
export function createValueRow({ isSigned, isBeside, field }: ValueRowOptions): ValueRow {
  const name = createElement("th", { attributes: { scope: "row" } });
  const value = createElement("td", { children: field ? [field] : [] });
  const made = createElement("td");
  const [bar, over] = ["row-bar", "row-bar is-over"].map((part) => createElement("span", { part }));
  const track = createElement("td", {
    part: isSigned ? "row-track is-signed" : "row-track",
    attributes: { "aria-hidden": "true" },
    children: isBeside ? [bar, over] : [over],
  });
  const root = createElement("tr", {
    children: isBeside ? [name, value, made, track] : [name, track, value],
  });
  /** Lays a bar from where all start, at the left or in the middle. */
  const lay = ({ style }: HTMLElement, share: number) => {
    const start = isSigned ? 50 : 0, end = Math.max(0, start + (100 - start) * share);
    style.left = `${Math.min(start, end)}%`;
    style.width = `${Math.abs(end - start)}%`;
  };
  return {
    root,
    show({ name: text, value: number, share, reconstruction, isLargest }) {
      name.textContent = name.title = text;
      if (!field) value.textContent = formatValue(number);
      made.textContent = formatValue(reconstruction?.value ?? 0);
      lay(bar, share);
      lay(over, reconstruction?.share ?? share);
      root.classList.toggle("largest", isLargest);
    },
  };
}
