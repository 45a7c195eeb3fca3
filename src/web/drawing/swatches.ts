import { createElement } from "../controls/create_element.ts";

/** Radio buttons of one name are one group: each choice has a name of its own. */
let groups = 0;

/** Colours to choose one from, as radio buttons. */
export function createSwatches(
  { label, colours, chosen, onChoose }: {
    /** The purpose of the colour. */
    label: string;
    /** Colours #rrggbb by their names. */
    colours: Readonly<Record<string, string>>;
    /** The colour that is chosen at first. */
    chosen: string;
    /** Called with the colour that people choose. */
    onChoose: (colour: string) => void;
  },
): HTMLElement {
  const name = `swatches-${groups++}`;
  return createElement("div", {
    part: "swatches",
    attributes: { role: "radiogroup", "aria-label": label },
    children: [
      createElement("span", { part: "swatches-label", text: label }),
      ...Object.entries(colours).map(([colourName, colour]) => {
        const swatch = createElement("input", {
          part: "swatch",
          attributes: {
            type: "radio",
            name,
            checked: colour === chosen,
            title: colourName,
            "aria-label": colourName,
          },
          on: { change: () => onChoose(colour) },
        });
        swatch.style.setProperty("--swatch", colour);
        return swatch;
      }),
    ],
  });
}
