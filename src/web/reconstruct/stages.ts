import type { Shape } from "../../core/shape.ts";
import { createElement } from "../controls/create_element.ts";
import { createCodeView } from "./code_view.ts";
import type { ExampleView } from "../picture/example_view.ts";

/** An input and what a model made of it. */
export interface ReconstructedInput {
  /** The input before pixels were dropped, with which the reconstruction is compared. */
  readonly clean: Float32Array;
  /** The code, of `codeShape`. */
  readonly code: Float32Array;
  /** The shape of the code. */
  readonly codeShape: Shape;
  /** The decoder's answer to it. */
  readonly reconstruction: Float32Array;
}

/** An input, its code and its reconstruction, beside each other. */
export interface Stages {
  readonly root: HTMLElement;
  /** Shows what goes into the model, where that has a stage of its own. */
  showInput(values: Float32Array, options: { label: string }): void;
  /** Shows what came of it. */
  show(reconstructed: ReconstructedInput): void;
}

/** The time that a hand must rest before the error is said, in milliseconds. */
const REST = 800;

/** The parts of stages. */
export interface StagesOptions {
  /** Shows the input; absent where its reconstruction is shown beside it. */
  readonly seen?: ExampleView;
  /** Shows the reconstruction. */
  readonly made: ExampleView;
  /** The error of a reconstruction, in words. */
  readonly errorWords: (clean: Float32Array, reconstruction: Float32Array) => string;
}

/** Makes stages that show nothing yet. */
export function createStages({ seen, made, errorWords }: StagesOptions): Stages {
  const code = createCodeView();
  const error = createElement("p", { part: "note" });
  const announced = createElement("p", { part: "hidden", attributes: { role: "status" } });
  let announcement: ReturnType<typeof setTimeout> | undefined;
  const codeStage = stage("Code", [code.root]);
  const last = stage("Reconstruction", [made.root, error]);
  return {
    root: createElement("div", {
      part: seen ? "stages" : "stages is-pair",
      children: [
        createElement("div", {
          part: "shown held",
          children: seen ? [stage("What the model sees", [seen.root]), last] : [last],
        }),
        codeStage,
        announced,
      ],
    }),
    showInput: (values, options) => seen?.show(values, options),
    show({ clean, code: values, codeShape, reconstruction }) {
      code.show(values, codeShape);
      made.show(reconstruction, { label: "The reconstruction", original: clean });
      error.textContent = errorWords(clean, reconstruction);
      // What changes with every stroke is said once the hand rests.
      clearTimeout(announcement);
      announcement = setTimeout(() => announced.textContent = error.textContent, REST);
    },
  };
}

function stage(title: string, children: Node[]): HTMLElement {
  return createElement("section", {
    part: "stage",
    attributes: { "aria-label": title },
    children: [createElement("h3", { part: "stage-title", text: title }), ...children],
  });
}
