import { createElement } from "../controls/create_element.ts";
import type { Painting } from "./painting.ts";
import { PEN_WIDTH } from "./stroke.ts";

/** A pen that keys move over a painting. */
export interface DrawingKeys {
  /** The mark that shows where it is, to lie over the canvas. */
  readonly mark: HTMLElement;
  /** The line that says whether it is down. */
  readonly status: HTMLElement;
  /** Shows where it is, and whether it is down. */
  show(): void;
}

/** The keys that `followDrawingKeys` knows, for the label of the canvas. */
export const DRAWING_KEYS = "arrow keys move the pen, Space puts it down and lifts it, " +
  "Control Z undoes, Delete clears";

/** Lets keys draw where the canvas of a painting has the focus; the pen starts at its middle. */
export function followDrawingKeys(canvas: HTMLCanvasElement, painting: Painting): DrawingKeys {
  const { height, width } = painting.size;
  let x = width / 2, y = height / 2;
  const mark = createElement("div", {
    part: "drawing-pen",
    attributes: { "aria-hidden": "true" },
  });
  const status = createElement("div", { part: "hidden", attributes: { role: "status" } });
  mark.style.setProperty("--pen-size", `${100 * PEN_WIDTH / width}%`);
  const show = () => {
    mark.style.setProperty("--pen-x", `${100 * x / width}%`);
    mark.style.setProperty("--pen-y", `${100 * y / height}%`);
    mark.classList.toggle("down", painting.isDown);
  };
  canvas.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 4 : 1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    if (event.key in moves) {
      x = Math.min(width, Math.max(0, x + moves[event.key][0]));
      y = Math.min(height, Math.max(0, y + moves[event.key][1]));
      painting.extend([[x, y]]);
    } else if (event.key === " ") {
      if (event.repeat) return event.preventDefault();
      if (painting.isDown) painting.lift();
      else painting.begin([x, y]);
      status.textContent = painting.isDown ? "Pen down" : "Pen lifted";
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey)) painting.undo();
    else if (event.key === "Delete" || event.key === "Backspace") painting.clear();
    else if (event.key === "Escape" && painting.isDown) painting.lift();
    else return;
    event.preventDefault();
    show();
  });
  show();
  return { mark, status, show };
}
