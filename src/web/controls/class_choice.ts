import { createElement } from "./create_element.ts";

/** The classes that a model can be told. */
export interface ClassChoiceOptions {
  /** The number of classes. */
  readonly classes: number;
  /** Their names; numbers unless given. */
  readonly names?: readonly string[];
  /** A visitor chose one. */
  readonly onLabel: (label: number) => void;
}

/** A choice of the class that a model is told. */
export interface ClassChoice {
  readonly root: HTMLElement;
  /** Takes over a class. */
  show(label: number): void;
}

/** Makes a choice; it starts at the first class. */
export function createClassChoice({ classes, names, onLabel }: ClassChoiceOptions): ClassChoice {
  const select = createElement("select", {
    children: Array.from({ length: classes }, (_, label) =>
      createElement("option", {
        text: names?.[label] ?? String(label),
        attributes: { value: label },
      })),
    on: { change: () => onLabel(Number(select.value)) },
  });
  return {
    root: createElement("label", {
      part: "class-choice",
      children: [createElement("span", { text: "Class" }), select],
    }),
    show(label) {
      select.value = String(label);
    },
  };
}
