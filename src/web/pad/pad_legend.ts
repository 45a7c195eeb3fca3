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
