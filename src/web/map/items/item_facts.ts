import { formatValue } from "../../../plots/format_value.ts";
import type { Collection, Column } from "./collection.ts";

/** The value of an item in a column, as a reader sees it; a dash where there is none. */
export function valueOf(column: Column, item: number): string {
  if (column.kind === "numbers") {
    const value = column.values[item];
    return Number.isNaN(value) ? "–" : formatValue(value);
  }
  return column.classNames[column.classes[item]] ?? "–";
}

/** An item in one sentence: its name, its values, its text. */
export function sayItem({ names, texts, columns }: Collection, item: number): string {
  const values = columns.map((column) => `${column.name} ${valueOf(column, item)}`);
  return [names[item], ...values, texts?.[item] ?? ""].filter((part) => part !== "").join(", ");
}

/** A count as a reader sees it, with its noun: "1 item", "60,000 items". */
export function countOf(count: number, noun = "item"): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
