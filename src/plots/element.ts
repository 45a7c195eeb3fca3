/** A piece of HTML or SVG in which every text is escaped. */
export interface Markup {
  readonly markup: string;
}

/** The contents of an element: text, which is escaped, and elements. */
export type Content = Markup | string | number | readonly Content[];

/** Elements of HTML that hold nothing and have no end. */
const VOID = new Set(["img", "link", "meta"]);

/**
 * Builds an HTML or SVG element; attributes that are undefined are left out.
 *
 * @example
 * ```ts
 * import { element } from "isthmus";
 *
 * assertEquals(element("b", { class: "x" }, "1 < 2").markup, '<b class="x">1 &lt; 2</b>');
 * ```
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly Content[]
): Markup {
  const start = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escape(String(value))}"`).join("");
  const end = VOID.has(name) ? "" : `</${name}>`;
  return { markup: `<${name}${start}>${render(content)}${end}` };
}

/** Markup that is known to be safe, as it stands. */
export function asMarkup(text: string): Markup {
  return { markup: text };
}

function render(content: Content): string {
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escape(content);
  return "markup" in content ? content.markup : content.map(render).join("");
}

/** The characters that mean something to HTML, as references. */
const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** No package for it: programs of pages draw charts, too, and hold nothing of packages. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => REFERENCES[character]);
}
