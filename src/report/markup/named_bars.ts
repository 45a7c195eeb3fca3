import { element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";

/** A value with its name: a column, or a word. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
  /** A word on it, such as "missing". */
  readonly mark?: string;
}

/** The values of the largest size, the largest first, with their names. */
export function largestValues(
  values: ArrayLike<number>,
  { names, most }: { names: readonly string[]; most: number },
): NamedValue[] {
  return Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => values[i] !== 0)
    .sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b)
    .slice(0, most)
    .map((i) => ({ name: names[i], value: values[i] }));
}

/**
 * A list of named values, each beside a bar: from the middle to the left for one below 0 and to the right
 * for one above where some are below, else from the left.
 */
export function namedBars(values: readonly NamedValue[], label: string): Markup {
  const most = Math.max(...values.map(({ value }) => Math.abs(value)));
  const isSigned = values.some(({ value }) => value < 0);
  const line = ({ name, value, mark }: NamedValue) => {
    const share = Number.isFinite(value / most) ? Math.abs(value) / most : 0;
    const width = (isSigned ? 50 : 100) * share;
    const left = !isSigned ? 0 : value < 0 ? 50 - width : 50;
    const style = `left:${left.toFixed(1)}%;width:${width.toFixed(1)}%`;
    return element(
      "li",
      { class: mark === undefined ? undefined : "marked" },
      element("span", { title: name }, name, mark === undefined ? [] : element("em", {}, mark)),
      element(
        "span",
        { class: isSigned ? "track signed" : "track" },
        element("span", { class: value < 0 ? "below" : "above", style }),
      ),
      element("span", {}, formatNumber(value, { digits: 2 })),
    );
  };
  return element("ol", { class: "bars", role: "list", "aria-label": label }, values.map(line));
}
