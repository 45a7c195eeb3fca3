import { createElement } from "../controls/create_element.ts";

/** The longest text that is looked for, in UTF-16 units: a long letter. */
const LONGEST = 20_000;

/** Makes the field in which visitors type what to look for; `onText` is called with what it holds. */
export function createTextField(onText: (text: string) => void): HTMLElement {
  const field = createElement("textarea", {
    part: "query-text",
    attributes: { rows: 4, maxlength: LONGEST, placeholder: "Words, a sentence, a message …" },
    on: { input: () => onText(field.value) },
  });
  return createElement("label", {
    part: "row-text",
    children: [createElement("span", { text: "What to look for" }), field],
  });
}
