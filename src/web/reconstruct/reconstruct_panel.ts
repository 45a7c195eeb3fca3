/// <reference lib="dom" />
import { createRng } from "../../core/rng.ts";
import type { Shape } from "../../core/shape.ts";
import { codeViewCss, createCodeView } from "./code_view.ts";
import { createElement } from "../create_element.ts";
import { createDrawingPad, drawingPadCss } from "./drawing_pad.ts";
import { createDropChoice, dropChoiceCss } from "./drop_choice.ts";
import { dropPixels } from "./drop_pixels.ts";
import { createExampleChoice, exampleChoiceCss, type Examples } from "./example_choice.ts";
import { exampleGround } from "./example_ground.ts";
import { createFileChoice, fileChoiceCss } from "./file_choice.ts";
import { imageSize } from "./image_size.ts";
import { modelInput, type Pixels } from "./model_input.ts";
import { squaredErrorWords } from "./squared_error_words.ts";
import { swatchesCss } from "./swatches.ts";
import type { ValuesView } from "./values_view.ts";

/** What a panel is made with. */
export interface ReconstructPanelOptions {
  /** [H, W], [H, W, 1] or [H, W, 3]. */
  readonly inputShape: Shape;
  /** Inputs to start from. */
  readonly examples?: Examples;
  /** The names of the classes, by their numbers. */
  readonly classNames?: readonly string[];
  /** What values must reach to become 1, as the preprocessor has it. */
  readonly threshold?: number;
  /** The share of pixels that are dropped at first: none unless given. */
  readonly share?: number;
  /** Makes what shows values of the model's shape. */
  readonly view: () => ValuesView;
  /** Called with each new input, and its class where it is known; once a frame at most. */
  readonly onInput: (values: Float32Array<ArrayBuffer>, options: { label?: number }) => void;
}

/** What a model made of an input. */
export interface Reconstruction {
  /** The values that `onInput` was called with, the same array. */
  readonly input: Float32Array;
  /** The code, of `codeShape`. */
  readonly code: Float32Array;
  /** The shape of the code. */
  readonly codeShape: Shape;
  /** The decoder's answer to it. */
  readonly reconstruction: Float32Array;
}

/** A panel to give a model images and see its codes and reconstructions. */
export interface ReconstructPanel {
  /** What to put into the page. */
  readonly root: HTMLElement;
  /** Hands out the input as it stands: the first example at first, else an empty drawing. */
  start(): void;
  /** Shows what the model made of an input. */
  show(reconstruction: Reconstruction): void;
  /** Says something in the panel's status line; an empty text takes it away. */
  say(text: string): void;
}

/** The clean input of which `onInput` gets what is left after pixels were dropped. */
interface Source {
  readonly values: Float32Array<ArrayBuffer>;
  /** Names the draw of the pixels. */
  readonly name: string;
  readonly label?: number;
}

/**
 * Makes a panel for reconstructions.
 *
 * Throws a RangeError for inputs that are no images.
 */
export function createReconstructPanel(options: ReconstructPanelOptions): ReconstructPanel {
  const { inputShape, examples, classNames, threshold, view, onInput } = options;
  const { channels } = imageSize(inputShape);
  const like = examples === undefined ? { centred: false } : exampleGround(examples.inputs);
  const light = like.ground === 1;
  const noise = createRng(0);
  /** What each input that was handed out was before pixels were dropped. */
  const clean = new WeakMap<Float32Array, Float32Array>();
  let source: Source | undefined;
  let { share = 0 } = options;
  let announcement: ReturnType<typeof setTimeout> | undefined;

  const seen = view(), reconstructed = view(), code = createCodeView();
  const status = createElement("p", { part: "status", attributes: { role: "status" } });
  const error = createElement("p", { part: "note" });
  const announced = createElement("p", { part: "hidden", attributes: { role: "status" } });
  const pad = createDrawingPad({
    inputShape,
    ...(light && { ground: "#ffffff", ink: "#000000" }),
    onDraw: draw,
  });
  const centre = createElement("input", {
    attributes: { type: "checkbox", checked: true },
    on: { change: draw },
  });
  const choice = examples && createExampleChoice({
    examples,
    classNames,
    view,
    onChoose: choose,
  });
  const files = createFileChoice({ onImage: takeImage, onProblem: say });
  const drop = createDropChoice({
    share,
    onShare(chosen) {
      share = chosen;
      send();
    },
  });

  const inputs = createElement("div", {
    part: "inputs",
    children: [
      pad.root,
      ...(like.centred
        ? [createElement("label", {
          part: "check",
          children: [centre, createElement("span", { text: "Centre what is drawn" })],
          attributes: { title: "Scales the drawing and puts its centre of mass at the centre" },
        })]
        : []),
      ...(choice ? [choice.root] : []),
      files.button,
      drop,
      status,
    ],
  });
  const stages = createElement("div", {
    part: "stages",
    children: [
      stage("What the model sees", [seen.root]),
      stage("Code", [code.root]),
      stage("Reconstruction", [reconstructed.root, error]),
      announced,
    ],
  });
  const root = createElement("div", {
    part: "reconstruct",
    attributes: { role: "group", "aria-label": "Reconstruct" },
    children: [createElement("div", { part: "panel", children: [inputs, stages] })],
  });
  files.listen(root);

  function say(text: string) {
    status.textContent = text;
  }

  function take(next: Source) {
    source = next;
    say("");
    send();
  }

  function send() {
    if (source === undefined) return;
    const { values, name, label } = source;
    const input = dropPixels(values, { share, channels, rng: noise.fork(name) });
    clean.set(input, values);
    seen.show(input, { label: share > 0 ? "The input, pixels dropped" : "The input" });
    onInput(input, { label });
  }

  function draw() {
    choice?.mark(undefined);
    const ground = [1, 3, 5].map((at) => parseInt(pad.ground.slice(at, at + 2), 16) / 255);
    take({
      name: "drawing",
      values: modelInput(pad.pixels(), {
        inputShape,
        threshold,
        ground,
        centre: like.centred && centre.checked && !pad.hasPicture,
      }),
    });
  }

  function choose(index: number) {
    if (examples === undefined) return;
    const { inputs: { shape, values }, labels } = examples;
    const size = values.length / shape[0];
    choice?.mark(index);
    takePicture({
      values: values.slice(index * size, (index + 1) * size),
      name: `example ${index}`,
      label: labels?.[index],
    });
  }

  function takeImage(pixels: Pixels) {
    choice?.mark(undefined);
    takePicture({
      name: "file",
      values: modelInput(pixels, {
        inputShape,
        threshold,
        ground: light ? [1, 1, 1] : [0, 0, 0],
        invert: like.ground === undefined ? false : "auto",
      }),
    });
  }

  function takePicture(next: Source) {
    pad.load(next.values);
    take(next);
  }

  return {
    root,
    start() {
      if (source !== undefined) send();
      else if (examples !== undefined && examples.inputs.shape[0] > 0) choose(0);
      else draw();
    },
    show({ input, code: values, codeShape, reconstruction }) {
      code.show(values, codeShape);
      reconstructed.show(reconstruction, { label: "The reconstruction" });
      error.textContent = squaredErrorWords(clean.get(input) ?? input, reconstruction);
      // What changes with every stroke is said once the hand rests.
      clearTimeout(announcement);
      announcement = setTimeout(() => announced.textContent = error.textContent, 800);
    },
    say,
  };
}

function stage(title: string, children: Node[]): HTMLElement {
  return createElement("section", {
    part: "stage",
    attributes: { "aria-label": title },
    children: [createElement("h3", { part: "stage-title", text: title }), ...children],
  });
}

/** The rules of the panel and of all within it. */
export const reconstructPanelCss =
  `${drawingPadCss}${swatchesCss}${exampleChoiceCss}${fileChoiceCss}${codeViewCss}${dropChoiceCss}
.reconstruct { container-type: inline-size; color: var(--ink); --picture: clamp(120px, 22cqi, 240px); }
.panel { display: grid; gap: calc(2 * var(--gap)); }
.inputs { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--gap); align-content: start; width: 100%; max-width: 320px; min-width: 0; margin: 0 auto; }
.stages { display: grid; gap: var(--gap); align-content: start; grid-template-columns: 1fr 1fr; min-width: 0; }
.stage { display: grid; grid-row: span 3; grid-template-rows: subgrid; row-gap: 6px; align-content: start; min-width: 0; }
.stage:nth-child(2) { grid-row: 4 / span 3; grid-column: 1 / -1; }
.stage > .code { grid-row: span 2; align-content: start; }
.stage-title { align-self: end; margin: 0; font-size: 1em; font-weight: 600; }
.note, .status { margin: 0; color: var(--muted); font-variant-numeric: tabular-nums; }
.status { color: var(--wrong); }
.status:empty { display: none; }
.button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); padding: 6px 12px; text-align: center; cursor: pointer; }
.button:hover:not(:disabled) { border-color: var(--muted); }
.button:disabled { color: var(--muted); opacity: .6; cursor: default; }
.button:focus-visible, .button:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.check { display: flex; align-items: center; gap: 8px; }
.hidden { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (min-width: 640px) {
  .panel { grid-template-columns: minmax(200px, 280px) 1fr; }
  .inputs { margin: 0; }
}
@container (min-width: 880px) {
  .stages { grid-template-columns: 1fr 1.2fr 1fr; }
  .stage:nth-child(2) { grid-row: span 3; grid-column: auto; }
}
`;
