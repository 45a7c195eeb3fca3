import { type Content, element } from "../../plots/element.ts";
import { pageStyle } from "./page_style.ts";

/** A report as one page. */
export interface Page {
  readonly title: string;
  /** A sentence or a few on what was trained and how well it does. */
  readonly summary: string;
  readonly sections: readonly PageSection[];
  /** The maker of the page, such as the toolkit's name and version. */
  readonly madeBy?: string;
}

/** A part of a page under a heading. */
export interface PageSection {
  readonly title: string;
  readonly content: Content;
}

/**
 * Renders a page as one HTML document that holds all it shows: it needs no network and no script,
 * follows the reader's light or dark preference, and prints.
 */
export function renderPage({ title, summary, sections, madeBy }: Page): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("title", {}, title),
    element("style", {}, pageStyle),
  );
  const main = element(
    "main",
    {},
    element(
      "header",
      {},
      element("h1", {}, title),
      element("p", { class: "summary" }, summary),
    ),
    sections.map(({ title, content }) => element("section", {}, element("h2", {}, title), content)),
  );
  const footer = madeBy === undefined ? [] : element("footer", {}, madeBy);
  const page = element("html", { lang: "en" }, head, element("body", {}, main, footer));
  return `<!DOCTYPE html>\n${page.markup}\n`;
}
