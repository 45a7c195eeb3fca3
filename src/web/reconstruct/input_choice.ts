import { createElement } from "../controls/create_element.ts";
import { createDrawingPad } from "../drawing/drawing_pad.ts";
import { createDropChoice } from "./drop_choice.ts";
import { createExampleChoice, type Examples } from "./example_choice.ts";
import { exampleGround } from "../input/example_ground.ts";
import { createFileChoice } from "./file_choice.ts";
import { modelInput, type Pixels } from "../input/model_input.ts";
import type { ExampleForm } from "../model/example_form.ts";
import type { ExampleView } from "../picture/example_view.ts";

/** The inputs to choose from, and how pixels become one. */
export interface InputChoiceOptions {
  /** The form of the inputs. */
  readonly form: ExampleForm;
  /** Inputs to start from. */
  readonly examples?: Examples;
  /** The names of the classes, by their numbers. */
  readonly classNames?: readonly string[];
  /** The value from which on a value becomes 1, as the preprocessor has it. */
  readonly threshold?: number;
  /** Makes what shows an input. */
  readonly view: () => ExampleView;
  /** Called with each input that people give; once a frame at most. */
  readonly onInput: (input: GivenInput) => void;
}

/** The pixels that are dropped of an image. */
export interface DropOptions {
  /** The share of pixels that are dropped at first. */
  readonly share: number;
  /** Called with the share of pixels that people choose to drop. */
  readonly onShare: (share: number) => void;
}

/** An input that people gave, with all its pixels. */
export interface GivenInput {
  readonly values: Float32Array<ArrayBuffer>;
  /** The origin of the input. */
  readonly name: string;
  /** Its class, where it is known. */
  readonly label?: number | undefined;
}

/** A column of the ways to give a model an input. */
export interface InputChoice {
  readonly root: HTMLElement;
  /** Gives the first example, else an empty one. */
  giveFirst(): void;
  /** Takes what is dropped or pasted on an element; absent where nothing is. */
  listen?(target: HTMLElement): void;
}

/**
 * Makes a choice of images: draw one, choose one, drop one; with `drop` also the pixels that are dropped.
 *
 * Throws a RangeError for inputs that are no images.
 */
export function createInputChoice(
  { form: { shape: inputShape }, examples, classNames, threshold, view, onInput }:
    InputChoiceOptions,
  drop?: DropOptions,
): InputChoice {
  const like = examples === undefined ? { centred: false } : exampleGround(examples.inputs);
  const light = like.ground === 1;
  const status = createElement("p", { part: "status", attributes: { role: "status" } });
  const pad = createDrawingPad({
    inputShape,
    ...(light && { ground: "#ffffff", ink: "#000000" }),
    onDraw: draw,
  });
  const centre = centreCheck(draw);
  const choice = examples && createExampleChoice({ examples, classNames, view, onChoose: choose });
  const files = createFileChoice({ onImage: takeImage, onProblem: say });

  function say(text: string) {
    status.textContent = text;
  }

  function give(input: GivenInput) {
    say("");
    onInput(input);
  }

  function draw() {
    choice?.mark(undefined);
    give({
      name: "drawing",
      values: modelInput(pad.pixels(), {
        inputShape,
        threshold,
        ground: colourValues(pad.ground),
        centre: like.centred && centre.box.checked && !pad.hasPicture,
      }),
    });
  }

  function choose(index: number) {
    if (examples === undefined) return;
    choice?.mark(index);
    givePicture(exampleAt(examples, index));
  }

  function takeImage(pixels: Pixels) {
    choice?.mark(undefined);
    givePicture({
      name: "file",
      values: modelInput(pixels, {
        inputShape,
        threshold,
        ground: light ? [1, 1, 1] : [0, 0, 0],
        invert: like.ground === undefined ? false : "auto",
      }),
    });
  }

  function givePicture(input: GivenInput) {
    pad.load(input.values);
    give(input);
  }

  return {
    root: createElement("div", {
      part: "inputs",
      children: [
        pad.root,
        ...(like.centred ? [centre.root] : []),
        ...(choice ? [choice.root] : []),
        files.button,
        ...(drop ? [createDropChoice(drop)] : []),
        status,
      ],
    }),
    giveFirst: () => (examples?.inputs.shape[0] ?? 0) > 0 ? choose(0) : draw(),
    listen: files.listen,
  };
}

function centreCheck(change: () => void): { box: HTMLInputElement; root: HTMLElement } {
  const box = createElement("input", {
    attributes: { type: "checkbox", checked: true },
    on: { change },
  });
  const root = createElement("label", {
    part: "check",
    children: [box, createElement("span", { text: "Centre what is drawn" })],
    attributes: { title: "Scales the drawing and puts its centre of mass at the centre" },
  });
  return { box, root };
}

/** One of the examples, with its class where it is known. */
export function exampleAt(
  { inputs: { shape, values }, labels }: Examples,
  index: number,
): GivenInput {
  const size = values.length / shape[0];
  return {
    values: values.slice(index * size, (index + 1) * size),
    name: `example ${index}`,
    label: labels?.[index],
  };
}

/** Red, green and blue of `#rrggbb`, each in [0, 1]. */
function colourValues(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
}
