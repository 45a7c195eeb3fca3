import { createRng } from "../../core/rng.ts";
import { createElement } from "../controls/create_element.ts";
import { dropPixels } from "../input/drop_pixels.ts";
import { imageSize } from "../input/image_size.ts";
import { createInputChoice, type GivenInput, type InputChoiceOptions } from "./input_choice.ts";
import { squaredErrorWords } from "./squared_error_words.ts";
import { createStages, type ReconstructedInput } from "./stages.ts";

/** The options of a panel. */
export interface ReconstructPanelOptions extends Omit<InputChoiceOptions, "onInput"> {
  /** The share of pixels that are dropped at first: none unless given. */
  readonly share?: number;
  /** Called with each new input, and its class where it is known; once a frame at most. */
  readonly onInput: (
    values: Float32Array<ArrayBuffer>,
    options: { label?: number | undefined },
  ) => void;
}

/** An input and what a model made of it. */
export interface Reconstruction extends Omit<ReconstructedInput, "clean"> {
  /** The values that `onInput` was called with, the same array. */
  readonly input: Float32Array;
}

/** A panel to give a model inputs and see its codes and reconstructions. */
export interface ReconstructPanel {
  /** The element to put into the page. */
  readonly root: HTMLElement;
  /** Hands out the input as it stands: the first example at first, else an empty one. */
  start(): void;
  /** Shows what the model made of an input. */
  show(reconstruction: Reconstruction): void;
}

/**
 * Makes a panel for reconstructions of images.
 *
 * Throws a RangeError for inputs that are no images.
 */
export function createReconstructPanel(options: ReconstructPanelOptions): ReconstructPanel {
  const { channels } = imageSize(options.form.shape);
  const noise = createRng(0);
  /** Each input that was handed out, as it was before pixels were dropped. */
  const clean = new WeakMap<Float32Array, Float32Array>();
  let given: GivenInput | undefined;
  let { share = 0 } = options;

  const stages = createStages({
    seen: options.view(),
    made: options.view(),
    errorWords: squaredErrorWords,
  });
  const choice = createInputChoice({
    ...options,
    onInput(input) {
      given = input;
      send();
    },
  }, {
    share,
    onShare(chosen) {
      share = chosen;
      send();
    },
  });
  const root = panelRoot(choice.root, stages.root);
  choice.listen?.(root);

  function send() {
    if (given === undefined) return;
    const { values, name, label } = given;
    // Each name has a draw of its own.
    const input = dropPixels(values, { share, channels, rng: noise.fork(name) });
    clean.set(input, values);
    stages.showInput(input, { label: share > 0 ? "The input, pixels dropped" : "The input" });
    options.onInput(input, { label });
  }

  return {
    root,
    start() {
      if (given === undefined) choice.giveFirst();
      else send();
    },
    show({ input, ...made }) {
      stages.show({ clean: clean.get(input) ?? input, ...made });
    },
  };
}

/** The root of a panel: what one gives beside what comes of it. */
export function panelRoot(...parts: readonly HTMLElement[]): HTMLElement {
  return createElement("div", {
    part: "reconstruct",
    attributes: { role: "group", "aria-label": "Reconstruct" },
    children: [createElement("div", { part: "panel", children: parts })],
  });
}
