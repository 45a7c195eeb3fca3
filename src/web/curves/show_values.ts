/// <reference lib="dom" />
import { formatNumber } from "../../plots/format_number.ts";
import type { Frame } from "../../plots/frame.ts";
import { seriesColour } from "../../plots/palette.ts";
import { createElement } from "../controls/create_element.ts";
import type { ValuesAt } from "./nearest_values.ts";

/** The elements that show values on a plot, and what they lie on. */
export interface ValuesPlace {
  readonly box: HTMLElement;
  /** The line at their x. */
  readonly line: HTMLElement;
  readonly area: Frame;
  readonly xLabel: string;
  /** The size of the drawing in its own units. */
  readonly width: number;
  readonly height: number;
}

/** Shows values in a box beside a line at their x; neither is there without them. */
export function showValues(
  shown: ValuesAt | undefined,
  { box, line, area, xLabel, width, height }: ValuesPlace,
): void {
  line.hidden = box.hidden = shown === undefined;
  if (!shown) return;
  const at = area.x(shown.x), isRight = at > (area.left + area.right) / 2;
  const share = (part: number, whole: number) => `${100 * part / whole}%`;
  line.style.left = share(at, width);
  line.style.top = share(area.top, height);
  line.style.height = share(area.bottom - area.top, height);
  box.style.top = share(area.top, height);
  // On the side that has more room, so that the values hide fewer points.
  box.style.left = isRight ? "auto" : share(at + 8, width);
  box.style.right = isRight ? share(width - at + 8, width) : "auto";
  const rows = shown.values.map(({ label, look, y }) => {
    const key = createElement("i");
    key.style.background = seriesColour(look);
    return createElement("div", {
      children: [
        key,
        createElement("span", { text: label }),
        createElement("b", { text: formatNumber(y, { digits: 4 }) }),
      ],
    });
  });
  const x = Number.isInteger(shown.x) ? String(shown.x) : formatNumber(shown.x, { digits: 4 });
  box.replaceChildren(createElement("div", { text: `${xLabel} ${x}` }), ...rows);
}
