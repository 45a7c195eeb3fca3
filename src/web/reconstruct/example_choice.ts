import type { NdArray } from "../../core/nd_array.ts";
import { createElement } from "../controls/create_element.ts";
import type { ExampleView } from "../picture/example_view.ts";

/** Examples of the data. */
export interface Examples {
  /** [M, …inputShape] in [0, 1]. */
  readonly inputs: NdArray;
  /** [M] their classes. */
  readonly labels?: ArrayLike<number>;
}

/** A row of examples to choose one from. */
export interface ExampleChoice {
  /** The element to put into the page. */
  readonly root: HTMLElement;
  /** Marks one as chosen, or none; calls nobody. */
  mark(index: number | undefined): void;
}

/** Radio buttons of one name are one group: each choice has a name of its own. */
let groups = 0;

/** Makes a row of small pictures, or of names, of which people choose one. */
export function createExampleChoice(
  { examples: { inputs, labels }, classNames = [], view, onChoose }: {
    /** The examples to choose from. */
    examples: Examples;
    /** The names of the classes, by their numbers. */
    classNames?: readonly string[] | undefined;
    /** Makes the small picture of one; by their names or numbers unless given. */
    view?: () => ExampleView;
    /** Called with the number of the example that people choose. */
    onChoose: (index: number) => void;
  },
): ExampleChoice {
  const name = `examples-${groups++}`;
  const size = inputs.values.length / inputs.shape[0];
  const radios = Array.from({ length: inputs.shape[0] }, (_, i) => {
    const label = labels === undefined
      ? `Example ${i + 1}`
      : `Example: ${classNames[labels[i]] ?? `class ${labels[i]}`}`;
    return createElement("input", {
      part: "hidden",
      attributes: { type: "radio", name, "aria-label": label },
      on: { change: () => onChoose(i) },
    });
  });
  return {
    root: createElement("div", {
      part: view ? "examples" : "examples are-names",
      attributes: { role: "radiogroup", "aria-label": "Examples" },
      children: radios.map((radio, i) => {
        const label = radio.getAttribute("aria-label") ?? "";
        const { root, show } = view?.() ??
          { root: createElement("span", { text: label.replace(/^Example:? /, "") }) };
        show?.(inputs.values.subarray(i * size, (i + 1) * size), { label });
        // The radio button says it already.
        root.setAttribute("aria-hidden", "true");
        return createElement("label", {
          part: "example",
          attributes: { title: label },
          children: [radio, root],
        });
      }),
    }),
    mark(index) {
      radios.forEach((radio, i) => radio.checked = i === index);
    },
  };
}
