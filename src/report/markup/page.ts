import { asMarkup, type Content, element } from "../../plots/element.ts";
import { pageStyle } from "./page_style.ts";

/** A report as one page. */
export interface Page {
  readonly title: string;
  /** A sentence or a few on what was trained and how well it does. */
  readonly summary: string;
  readonly sections: readonly PageSection[];
  /** The maker of the page, such as the toolkit's name and version. */
  readonly madeBy?: string;
  /** The program that makes curves answer, and the hash that a policy has of it; the page does without. */
  readonly program?: { readonly script: string; readonly hash: string } | undefined;
}

/** A part of a page under a heading. */
export interface PageSection {
  readonly title: string;
  readonly content: Content;
}

/**
 * Renders a page as one HTML document that holds all it shows: it needs no network and no script,
 * follows the reader's light or dark preference, and prints. Its policy lets it ask nothing of anybody, and
 * run the one program that it may hold. Throws a RangeError for one that would end its element.
 */
export function renderPage({ title, summary, sections, madeBy, program }: Page): string {
  if (program && /<\/script|<!--/i.test(program.script)) {
    throw new RangeError(`Cannot write the page ${title}: its program would end its element`);
  }
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; " +
    `form-action 'none'; script-src ${program ? `'${program.hash}'` : "'none'"}`;
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
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
  const script = program ? element("script", { type: "module" }, asMarkup(program.script)) : [];
  const page = element("html", { lang: "en" }, head, element("body", {}, main, footer, script));
  return `<!DOCTYPE html>\n${page.markup}\n`;
}
