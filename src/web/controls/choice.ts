import { createElement } from "./create_element.ts";

/** The names to choose from, and the callback of a choice. */
export interface ChoiceOptions<Name extends string> {
  /** The text that a visitor reads for each name. */
  readonly labels: Readonly<Record<Name, string>>;
  /** A visitor chose one. */
  readonly onChoose: (name: Name) => void;
}

/** Options of which one holds. */
export interface Choice<Name extends string> {
  readonly root: HTMLElement;
  /** Offers some of them; one alone is no choice, and hidden. */
  show(names: readonly Name[], current: Name): void;
}

/** A row of options of which one holds: radio buttons, so that keys and screen readers know them. */
export function createChoice<Name extends string>(
  legend: string,
  { labels, onChoose }: ChoiceOptions<Name>,
): Choice<Name> {
  const root = createElement("fieldset", {
    part: "choice",
    attributes: { hidden: true },
    children: [createElement("legend", { text: legend })],
  });
  return {
    root,
    show(names: readonly Name[], current: Name) {
      root.hidden = names.length < 2;
      const shown = [...root.querySelectorAll("input")];
      if (shown.map(({ value }) => value).join() !== names.join()) {
        for (const { parentElement } of shown) parentElement!.remove();
        for (const name of names) {
          const input = createElement("input", {
            attributes: { type: "radio", name: legend, value: name },
            on: { change: () => onChoose(name) },
          });
          root.append(
            createElement("label", {
              part: "option",
              children: [input, createElement("span", { text: labels[name] })],
            }),
          );
        }
      }
      for (const input of root.querySelectorAll("input")) input.checked = input.value === current;
    },
  };
}
