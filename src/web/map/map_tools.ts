import { createElement } from "../controls/create_element.ts";
import { countOf } from "./items/item_facts.ts";
import type { MapSession } from "./map_session.ts";
import type { MapLook } from "./points/map_look.ts";

/** The buttons beside the search. */
export interface MapTools {
  readonly root: HTMLElement;
  /** True where a drag selects instead of moving the map. */
  readonly framesAlways: boolean;
  /** Shows how much is selected now. */
  follow(): void;
}

/** The factor of the buttons that zoom. */
const FACTOR = 1.6;

/** Makes the buttons that zoom, select and draw a picture. */
export function createMapTools(
  session: MapSession,
  { looks, onPicture }: { looks: () => readonly MapLook[]; onPicture: () => void },
): MapTools {
  let framesAlways = false;
  const button = (text: string, label: string, click: () => void) =>
    createElement("button", {
      part: "tool",
      text,
      attributes: { type: "button", "aria-label": label, title: label },
      on: { click },
    });
  const each = (deed: (look: MapLook) => void) => () => looks().forEach(deed);
  const drag = button("Select", "Select by dragging", () => {
    framesAlways = !framesAlways;
    drag.setAttribute("aria-pressed", String(framesAlways));
  });
  drag.setAttribute("aria-pressed", "false");
  const clear = button("", "Let go of the selection", () => session.select([]));
  clear.hidden = true;
  return {
    root: createElement("div", {
      part: "tools",
      children: [
        clear,
        drag,
        button("+", "Zoom in", each((look) => look.zoom(FACTOR))),
        button("−", "Zoom out", each((look) => look.zoom(1 / FACTOR))),
        button("All", "Show all items", each((look) => look.showAll())),
        button("PNG", "Save a picture of the maps as PNG", onPicture),
      ],
    }),
    get framesAlways() {
      return framesAlways;
    },
    follow() {
      const { size } = session.selected;
      clear.hidden = size === 0;
      clear.textContent = `${countOf(size)} selected ×`;
    },
  };
}
