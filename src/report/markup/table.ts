import { type Content, element, type Markup } from "../../plots/element.ts";

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
}

/** A table whose first column names its rows. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  /** The last line. */
  readonly total?: readonly Content[];
  readonly class?: string;
}

/** Builds a table with a caption and headings for columns and rows. */
export function table({ caption, columns, rows, total, class: name }: Table): Markup {
  const numbers = columns.map(({ isNumber }) => isNumber ? "number" : undefined);
  const row = (cells: readonly Content[]) =>
    element(
      "tr",
      {},
      cells.map((cell, i) =>
        i === 0 ? element("th", { scope: "row" }, cell) : element("td", { class: numbers[i] }, cell)
      ),
    );
  const heads = columns.map((column, i) =>
    element("th", { scope: "col", class: numbers[i] }, column.name)
  );
  const content = element(
    "table",
    { class: name },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, heads)),
    element("tbody", {}, rows.map(row)),
    total ? element("tfoot", {}, row(total)) : [],
  );
  return element("div", { class: "wide" }, content);
}
