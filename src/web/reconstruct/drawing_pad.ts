/// <reference lib="dom" />
import type { Shape } from "../../core/shape.ts";
import { createElement } from "../create_element.ts";
import { imageSize } from "./image_size.ts";
import type { Pixels } from "./model_input.ts";
import { createSwatches } from "./swatches.ts";

/** What a drawing pad is made with. */
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
  /** What to put into the page. */
  readonly root: HTMLElement;
  /** Whether there is a picture beneath the strokes. */
  readonly hasPicture: boolean;
  /** The colour of the empty pad. */
  readonly ground: string;
  /** The drawing as it stands. */
  pixels(): Pixels;
  /** Puts values [H, W, K] in [0, 1] beneath what will be drawn, and forgets what was; calls nobody. */
  load(values: Float32Array): void;
  /** Takes all away, the picture too. */
  clear(): void;
  /** Takes the last stroke away. */
  undo(): void;
}

interface Stroke {
  readonly colour: string;
  readonly points: [x: number, y: number][];
}

/** The width of the pen in pixels of the model: what digits of 28 pixels are written with. */
const PEN = 2.3;
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
export function createDrawingPad({ inputShape, onDraw, ...given }: DrawingPadOptions): DrawingPad {
  const { height, width, channels } = imageSize(inputShape);
  // Whole pixels of the canvas for each of the model's: pictures come back as they were put in.
  const zoom = Math.max(2, Math.round(392 / Math.max(height, width)));
  let ground = given.ground ?? "#000000", ink = given.ink ?? "#ffffff";
  let picture: HTMLCanvasElement | undefined;
  let strokes: Stroke[] = [];
  let current: Stroke | undefined;
  let frame = 0;
  const cursor = { x: width / 2, y: height / 2 };

  const pen = createElement("div", { part: "drawing-pen", attributes: { "aria-hidden": "true" } });
  const hint = createElement("div", {
    part: "drawing-hint",
    text: "Draw here",
    attributes: { "aria-hidden": "true" },
  });
  const status = createElement("div", { part: "hidden", attributes: { role: "status" } });
  const canvas = createElement("canvas", {
    part: "drawing-canvas",
    attributes: {
      width: width * zoom,
      height: height * zoom,
      tabindex: 0,
      role: "application",
      "aria-roledescription": "drawing pad",
      "aria-label": "Drawing pad: arrow keys move the pen, Space puts it down and lifts it, " +
        "Control Z undoes, Delete clears",
    },
    on: {
      pointerdown: (event) => press(event as PointerEvent),
      pointermove: (event) => move(event as PointerEvent),
      pointerup: lift,
      pointercancel: lift,
      blur: lift,
      keydown: (event) => key(event as KeyboardEvent),
    },
  });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const sheet = createElement("div", { part: "drawing-sheet", children: [canvas, hint, pen] });
  const undoButton = createElement("button", {
    part: "button",
    text: "Undo",
    attributes: { type: "button" },
    on: { click: undo },
  });
  const clearButton = createElement("button", {
    part: "button",
    text: "Clear",
    attributes: { type: "button" },
    on: { click: clear },
  });
  const swatches = channels === 1 ? [] : [
    createSwatches({
      label: "Ink",
      colours: COLOURS,
      chosen: ink,
      onChoose: (colour) => ink = colour,
    }),
    createSwatches({
      label: "Ground",
      colours: COLOURS,
      chosen: ground,
      onChoose(colour) {
        ground = colour;
        repaint();
        changed();
      },
    }),
  ];
  sheet.style.setProperty("--pen-size", `${100 * PEN / width}%`);
  const buttons = createElement("div", {
    part: "drawing-buttons",
    children: [undoButton, clearButton],
  });
  const root = createElement("div", {
    part: "drawing",
    children: [sheet, buttons, ...swatches, status],
  });
  repaint();
  showCursor();

  function showCursor() {
    sheet.style.setProperty("--pen-x", `${100 * cursor.x / width}%`);
    sheet.style.setProperty("--pen-y", `${100 * cursor.y / height}%`);
    pen.classList.toggle("down", current !== undefined);
  }

  function repaint() {
    if (context === null) return;
    context.setTransform(zoom, 0, 0, zoom, 0, 0);
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
    if (picture !== undefined) context.drawImage(picture, 0, 0);
    for (const stroke of strokes) paint(stroke, 0);
    const empty = picture === undefined && strokes.length === 0;
    hint.hidden = !empty;
    undoButton.disabled = strokes.length === 0;
    clearButton.disabled = empty;
  }

  function paint({ colour, points }: Stroke, from: number) {
    if (context === null) return;
    context.lineWidth = PEN;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = colour;
    context.beginPath();
    points.slice(from).forEach(([x, y]) => context.lineTo(x, y));
    // A line to where it starts is a dot.
    if (points.length === 1) context.lineTo(...points[0]);
    context.stroke();
  }

  function changed() {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      onDraw();
    });
  }

  function begin(x: number, y: number) {
    current = { colour: ink, points: [[x, y]] };
    strokes.push(current);
    paint(current, 0);
    hint.hidden = true;
    undoButton.disabled = clearButton.disabled = false;
    changed();
  }

  function extend(points: [number, number][]) {
    if (current === undefined || points.length === 0) return;
    const from = current.points.length - 1;
    current.points.push(...points);
    paint(current, from);
    changed();
  }

  function place({ clientX, clientY }: PointerEvent, box: DOMRect): [number, number] {
    return [
      (clientX - box.left) / box.width * width,
      (clientY - box.top) / box.height * height,
    ];
  }

  function press(event: PointerEvent) {
    if (!event.isPrimary || event.button !== 0) return;
    lift();
    canvas.setPointerCapture(event.pointerId);
    begin(...place(event, canvas.getBoundingClientRect()));
  }

  function move(event: PointerEvent) {
    if (!event.isPrimary || !canvas.hasPointerCapture(event.pointerId)) return;
    const box = canvas.getBoundingClientRect();
    const events = event.getCoalescedEvents?.() ?? [];
    extend((events.length > 0 ? events : [event]).map((each) => place(each, box)));
  }

  function lift() {
    current = undefined;
    showCursor();
  }

  function undo() {
    if (strokes.pop() === undefined) return;
    lift();
    repaint();
    changed();
  }

  function clear() {
    picture = undefined;
    strokes = [];
    lift();
    repaint();
    changed();
  }

  function key(event: KeyboardEvent) {
    const step = event.shiftKey ? 4 : 1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    if (event.key in moves) {
      cursor.x = Math.min(width, Math.max(0, cursor.x + moves[event.key][0]));
      cursor.y = Math.min(height, Math.max(0, cursor.y + moves[event.key][1]));
      extend([[cursor.x, cursor.y]]);
    } else if (event.key === " ") {
      if (event.repeat) return event.preventDefault();
      if (current === undefined) begin(cursor.x, cursor.y);
      else current = undefined;
      status.textContent = current === undefined ? "Pen lifted" : "Pen down";
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey)) undo();
    else if (event.key === "Delete" || event.key === "Backspace") clear();
    else if (event.key === "Escape" && current !== undefined) lift();
    else return;
    event.preventDefault();
    showCursor();
  }

  return {
    root,
    get hasPicture() {
      return picture !== undefined;
    },
    get ground() {
      return ground;
    },
    pixels: () =>
      context?.getImageData(0, 0, canvas.width, canvas.height) ??
        { width: 1, height: 1, data: new Uint8ClampedArray(4) },
    load(values) {
      strokes = [];
      lift();
      picture = document.createElement("canvas");
      picture.width = width;
      picture.height = height;
      const image = new ImageData(width, height);
      for (let i = 0; i < image.data.length; i++) {
        const pixel = i >> 2, channel = i & 3;
        image.data[i] = channel === 3
          ? 255
          : 255 * values[pixel * channels + Math.min(channel, channels - 1)];
      }
      picture.getContext("2d")?.putImageData(image, 0, 0);
      repaint();
    },
    clear,
    undo,
  };
}

/** The rules of a drawing pad. */
export const drawingPadCss = `
.drawing { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
.drawing-sheet { position: relative; overflow: hidden; border-radius: var(--radius); line-height: 0; outline: 1px solid var(--line); }
.drawing-sheet:focus-within:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.drawing-canvas { width: 100%; touch-action: none; cursor: crosshair; outline: none; user-select: none; -webkit-user-select: none; }
.drawing-hint { position: absolute; inset: 0; display: grid; place-content: center; color: #8d949c; line-height: 1; pointer-events: none; }
.drawing-hint[hidden] { display: none; }
.drawing-pen { position: absolute; display: none; left: var(--pen-x); top: var(--pen-y); width: var(--pen-size); aspect-ratio: 1; translate: -50% -50%; border-radius: 50%; box-sizing: border-box; border: 2px solid #6cb2ff; pointer-events: none; }
.drawing-pen.down { background: #6cb2ff; }
.drawing-canvas:focus-visible ~ .drawing-pen { display: block; }
.drawing-buttons { display: flex; gap: 8px; }
.drawing-buttons > * { flex: 1; }
`;
