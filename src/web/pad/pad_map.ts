import type { CodeRange } from "../../generation/mod.ts";
import { createElement } from "../controls/create_element.ts";
import { drawCodeMap } from "./code_map.ts";

/** The map of a pad, drawn anew whenever its size or its colours change. */
export interface PadMap {
  readonly canvas: HTMLCanvasElement;
  /** Makes a class stand out, or none. */
  highlight(label: number | undefined): void;
  /** Leaves nothing listening outside the canvas. */
  dispose(): void;
}

/** Makes the map of training codes at places [N, 2], and of the class of each. */
export function createPadMap(
  { range, places, labels }: {
    readonly range: CodeRange;
    readonly places?: Float32Array | undefined;
    readonly labels?: ArrayLike<number> | undefined;
  },
): PadMap {
  const canvas = createElement("canvas", { part: "pad-map" });
  let highlighted: number | undefined;
  const redraw = (): void => {
    const size = canvas.clientWidth;
    if (size === 0) return;
    drawCodeMap(canvas, { range, places, labels, highlighted, size });
  };
  // A page that sets color-scheme changes no media query, but it starts the transition of the colour.
  canvas.addEventListener("transitionend", redraw);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redraw);
  const resizes = new ResizeObserver(redraw);
  resizes.observe(canvas);
  return {
    canvas,
    highlight(label) {
      highlighted = label;
      redraw();
    },
    dispose() {
      scheme.removeEventListener("change", redraw);
      resizes.disconnect();
    },
  };
}
