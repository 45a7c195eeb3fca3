/** The parts that an element starts with: properties of its own, and attributes by name. */
export interface ElementParts {
  /** Attributes, such as `role` and `aria-label`; true stands for one without a value. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The `part` by which a page styles it, and the class by which the shadow tree does. */
  readonly part?: string;
  /** Its text, in place of children. */
  readonly text?: string;
  /** The nodes within it, in order. */
  readonly children?: readonly Node[];
  /** Listeners by the name of their event. */
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

/** Makes an element of a page with all that it starts with, by calls alone: a policy may forbid markup. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { attributes = {}, part, text, children = [], on = {} }: ElementParts = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  if (part !== undefined) {
    element.className = part;
    element.setAttribute("part", part);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  for (const [type, listener] of Object.entries(on)) element.addEventListener(type, listener);
  return element;
}
