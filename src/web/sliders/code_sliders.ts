import { createElement } from "../controls/create_element.ts";
import { createSliderRow } from "./slider_row.ts";
import type { SliderScale, SliderSpace } from "./slider_scale.ts";

/** The scale and the callback of sliders. */
export type CodeSlidersOptions = SliderScale & SliderSpace & {
  /** The code [C] that "Mean code" goes to. */
  readonly mean: Float32Array;
  /** Takes the code [C] at each move by hand. */
  readonly onCode: (code: Float32Array) => void;
};

/** Sliders on the page, one for each leading direction of codes. */
export interface CodeSliders {
  readonly root: HTMLElement;
  /** Takes over a code [C]. */
  show(code: Float32Array): void;
}

/** The number of sliders shown at first, and at most. */
const FIRST_SLIDERS = 10, MOST_SLIDERS = 16;

/** Makes sliders; they start at the mean code. */
export function createCodeSliders(options: CodeSlidersOptions): CodeSliders {
  const { labels, shares, plural = "directions", unit, range, mean, onCode } = options;
  let current = mean;
  const rows = labels.slice(0, MOST_SLIDERS).map((label, direction) =>
    createSliderRow({
      label,
      share: shares?.[direction],
      unit,
      range,
      onMove: (to) => take(options.move(current, direction, to)),
    })
  );
  const show = (code: Float32Array): void => {
    current = code;
    const coordinates = options.coordinates(code);
    rows.forEach((row, i) => row.show(coordinates[i]));
  };
  const take = (code: Float32Array): void => {
    show(code);
    onCode(code);
  };
  const later = rows.slice(FIRST_SLIDERS).map((row) => row.root);
  const more = createElement("button", {
    part: "button",
    attributes: { type: "button", "aria-expanded": "false" },
    on: { click: () => reveal(more.getAttribute("aria-expanded") === "false") },
  });
  const reveal = (isOpen: boolean): void => {
    more.setAttribute("aria-expanded", String(isOpen));
    more.textContent = `${isOpen ? "Fewer" : "More"} ${plural}`;
    for (const root of later) root.hidden = !isOpen;
  };
  reveal(false);
  const home = createElement("button", {
    part: "button",
    text: "Mean code",
    attributes: { type: "button" },
    on: { click: () => take(mean) },
  });
  show(mean);
  const root = createElement("div", {
    part: "sliders",
    attributes: { role: "group", "aria-label": "Code" },
    children: [
      createElement("div", { part: "sliders-rows", children: rows.map((row) => row.root) }),
      createElement("div", {
        part: "sliders-actions",
        children: [home, ...later.length === 0 ? [] : [more]],
      }),
    ],
  });
  return { root, show };
}
