import { invertScaling } from "../../core/preprocessor/scaling.ts";
import { sizeOf } from "../../core/shape.ts";
import { createElement } from "../controls/create_element.ts";
import { parseRow } from "../input/parse_row.ts";
import { createExampleChoice } from "./example_choice.ts";
import { exampleAt, type InputChoice, type InputChoiceOptions } from "./input_choice.ts";

/** A choice of inputs that are rows of numbers; one may also come from elsewhere. */
export interface RowChoice extends InputChoice {
  /** Says that an input comes from elsewhere: no example is chosen any more. */
  leave(): void;
  /** Says a sentence about the last input. */
  say(sentence: string): void;
}

/** Makes a column of the ways to give a model a row of numbers: choose an example, or paste a row. */
export function createRowChoice(
  { form, examples, classNames, view, onInput }: InputChoiceOptions,
): RowChoice {
  const { kind, shape, scaling, unit } = form, size = sizeOf(shape);
  const status = createElement("p", { part: "status", attributes: { role: "status" } });
  const say = (sentence: string) => {
    status.textContent = sentence;
  };
  const leave = () => {
    say("");
    choice?.mark(undefined);
  };
  const choose = (index: number) => {
    if (!examples) return;
    leave();
    choice?.mark(index);
    onInput(exampleAt(examples, index));
  };
  const choice = examples && createExampleChoice({
    examples,
    classNames,
    onChoose: choose,
    ...(kind === "vectors" && { view }),
  });
  const text = createElement("input", {
    attributes: { type: "text", autocomplete: "off", spellcheck: "false" },
    on: { input: take, change: take },
  });

  function take({ type }: Event) {
    try {
      const values = parseRow(text.value, size).map((value) => value * unit);
      leave();
      onInput({ name: "row", values });
    } catch (error) {
      // What is being written is complete once it is left.
      if (type === "change" && text.value && error instanceof Error) say(error.message);
    }
  }

  return {
    root: createElement("div", {
      part: "inputs",
      children: [
        ...(choice ? [choice.root] : []),
        createElement("label", {
          part: "row-text",
          children: [
            createElement("span", {
              text: `${choice ? "Or a" : "A"} row of ${size} numbers, apart by commas`,
            }),
            text,
          ],
        }),
        status,
      ],
    }),
    leave,
    say,
    giveFirst() {
      if (examples) return choose(0);
      const values = new Float32Array(size);
      onInput({ name: "start", values: scaling ? invertScaling(values, scaling) : values });
    },
  };
}
