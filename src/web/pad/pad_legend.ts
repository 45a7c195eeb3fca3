/// <reference lib="dom" />
import { seriesColour } from "../../plots/palette.ts";
import { createElement } from "../controls/create_element.ts";

/** The classes of a map, each with its colour; one may be made to stand out. */
export interface PadLegend {
  readonly root: HTMLElement;
}

/** Lists classes as buttons; a second press on the one that stands out lets it fall back. */
export function createPadLegend(
  { classNames, onHighlight }: {
    readonly classNames: readonly string[];
    /** Takes the class that is to stand out, nothing when none is. */
    readonly onHighlight: (label: number | undefined) => void;
  },
): PadLegend {
  let highlighted: number | undefined;
  const buttons = classNames.map((name, label) => {
    const swatch = createElement("span", { part: "legend-swatch" });
    swatch.style.setProperty("--colour", seriesColour(label));
    return createElement("button", {
      part: "legend-entry",
      attributes: { type: "button", "aria-pressed": "false" },
      children: [swatch, createElement("span", { text: name })],
      on: { click: () => press(label) },
    });
  });
  const press = (label: number): void => {
    highlighted = label === highlighted ? undefined : label;
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === highlighted)));
    onHighlight(highlighted);
  };
  const root = createElement("div", {
    part: "legend",
    attributes: { role: "group", "aria-label": "Classes: press one to make it stand out" },
    children: buttons,
  });
  return { root };
}

/** The rules of a legend. */
export const padLegendCss = `
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 2px;
}
.legend-entry {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-block-size: 28px;
  padding: 0 7px;
  border: 1px solid transparent;
  border-radius: 14px;
  background: none;
  color: var(--muted);
  font: inherit;
  font-size: 0.875em;
  cursor: pointer;
}
.legend-entry:hover {
  background: var(--raised);
  color: var(--ink);
}
.legend-entry[aria-pressed="true"] {
  border-color: var(--line);
  background: var(--raised);
  color: var(--ink);
}
.legend-entry:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
.legend-swatch {
  inline-size: 10px;
  block-size: 10px;
  border-radius: 50%;
  background: var(--colour);
  forced-color-adjust: none;
}
@media (pointer: coarse) {
  .legend-entry {
    min-block-size: 36px;
    border-radius: 18px;
  }
}
@media (forced-colors: active) {
  .legend-entry[aria-pressed="true"] {
    outline: 2px solid Highlight;
  }
}
`;
