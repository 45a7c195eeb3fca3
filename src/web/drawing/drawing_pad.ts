import type { Shape } from "../../core/shape.ts";
import { createElement } from "../controls/create_element.ts";
import { DRAWING_KEYS, followDrawingKeys } from "./drawing_keys.ts";
import { followDrawingPointer } from "./drawing_pointer.ts";
import type { Pixels } from "../input/model_input.ts";
import { createPainting } from "./painting.ts";
import { createSwatches } from "./swatches.ts";

/** The options of a drawing pad. */
export interface DrawingPadOptions {
  /** [H, W], [H, W, 1] or [H, W, 3]: with three channels there are colours to choose from. */
  readonly inputShape: Shape;
  /** The colour of the empty pad, #000000 unless given. */
  readonly ground?: string;
  /** The colour of the pen, #ffffff unless given. */
  readonly ink?: string;
  /** Called after the drawing has changed, once a frame at most. */
  readonly onDraw: () => void;
}

/** A canvas to draw on by mouse, finger, pen or keyboard. */
export interface DrawingPad {
  /** The element to put into the page. */
  readonly root: HTMLElement;
  /** True where there is a picture beneath the strokes. */
  readonly hasPicture: boolean;
  /** The colour of the empty pad. */
  readonly ground: string;
  /** The drawing as it stands. */
  pixels(): Pixels;
  /** Puts values [H, W, K] in [0, 1] beneath what will be drawn, and forgets what was; calls nobody. */
  load(values: Float32Array): void;
}

const COLOURS = {
  white: "#ffffff",
  black: "#000000",
  red: "#d62f2f",
  orange: "#f0902c",
  yellow: "#f2d43b",
  green: "#3f9a4c",
  blue: "#3a7bd5",
  brown: "#8a5a3b",
};

/** Makes a drawing pad. */
export function createDrawingPad(
  { inputShape, ground = "#000000", ink = "#ffffff", onDraw }: DrawingPadOptions,
): DrawingPad {
  let frame = 0;
  const canvas = createElement("canvas", {
    part: "drawing-canvas",
    attributes: {
      tabindex: 0,
      role: "application",
      "aria-roledescription": "drawing pad",
      "aria-label": `Drawing pad: ${DRAWING_KEYS}`,
    },
  });
  const painting = createPainting(canvas, {
    inputShape,
    ground,
    ink,
    onChange() {
      refresh();
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        onDraw();
      });
    },
    onLift: () => keys.show(),
  });
  followDrawingPointer(canvas, painting);
  const keys = followDrawingKeys(canvas, painting);
  const hint = createElement("div", {
    part: "drawing-hint",
    text: "Draw here",
    attributes: { "aria-hidden": "true" },
  });
  const undoButton = button("Undo", painting.undo), clearButton = button("Clear", painting.clear);
  const swatches = painting.size.channels === 1 ? [] : [
    colours("Ink", ink, (colour) => painting.ink = colour),
    colours("Ground", ground, (colour) => painting.ground = colour),
  ];
  refresh();

  function refresh() {
    const { hasStrokes, hasPicture } = painting;
    hint.hidden = hasStrokes || hasPicture;
    undoButton.disabled = !hasStrokes;
    clearButton.disabled = !hasStrokes && !hasPicture;
  }

  return {
    root: createElement("div", {
      part: "drawing",
      children: [
        createElement("div", { part: "drawing-sheet", children: [canvas, hint, keys.mark] }),
        createElement("div", { part: "drawing-buttons", children: [undoButton, clearButton] }),
        ...swatches,
        keys.status,
      ],
    }),
    get hasPicture() {
      return painting.hasPicture;
    },
    get ground() {
      return painting.ground;
    },
    pixels: painting.pixels,
    load(values) {
      painting.load(values);
      refresh();
    },
  };
}

function button(text: string, click: () => void): HTMLButtonElement {
  return createElement("button", {
    part: "button",
    text,
    attributes: { type: "button" },
    on: { click },
  });
}

function colours(label: string, chosen: string, onChoose: (colour: string) => void): HTMLElement {
  return createSwatches({ label, colours: COLOURS, chosen, onChoose });
}
