/// <reference lib="dom" />
import type { Shape } from "../../core/shape.ts";
import { createElement } from "../controls/create_element.ts";
import { createCodeView } from "./code_view.ts";
import { squaredErrorWords } from "./squared_error_words.ts";
import type { ImageView } from "../picture/image_view.ts";

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
  /** Shows what goes into the model. */
  showInput(values: Float32Array, options: { label: string }): void;
  /** Shows what came of it. */
  show(reconstructed: ReconstructedInput): void;
}

/** The time that a hand must rest before the error is said, in milliseconds. */
const REST = 800;

/** Makes stages that show nothing yet; `view` makes what shows values of the model's shape. */
export function createStages(view: () => ImageView): Stages {
  const seen = view(), reconstructed = view(), code = createCodeView();
  const error = createElement("p", { part: "note" });
  const announced = createElement("p", { part: "hidden", attributes: { role: "status" } });
  let announcement: ReturnType<typeof setTimeout> | undefined;
  return {
    root: createElement("div", {
      part: "stages",
      children: [
        stage("What the model sees", [seen.root]),
        stage("Code", [code.root]),
        stage("Reconstruction", [reconstructed.root, error]),
        announced,
      ],
    }),
    showInput: seen.show,
    show({ clean, code: values, codeShape, reconstruction }) {
      code.show(values, codeShape);
      reconstructed.show(reconstruction, { label: "The reconstruction" });
      error.textContent = squaredErrorWords(clean, reconstruction);
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
