import { type Content, element, type Markup } from "../../plots/element.ts";
import { PAGE_POLICY } from "./page_policy.ts";

/** A model as a page shows it; every text may come from anywhere, and is escaped. */
export interface DescribedModel {
  readonly title: string;
  /** One sentence, with or without its full stop. */
  readonly description?: string;
  /** Data, parameters, size of a code …, in this order. */
  readonly facts: readonly PageFact[];
  /** The errors that were measured, as a table. */
  readonly errors?: PageTable;
  /** The address of the folder with the model's files, relative to the page. */
  readonly src: string;
  /** The share of pixels that a denoiser was trained to put back: it starts with such inputs. */
  readonly drop?: number;
}

/** A line of the facts. */
export interface PageFact {
  readonly name: string;
  readonly value: string;
}

/** A table of texts; the first column names the rows. */
export interface PageTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What is the same on all pages of a site. */
export interface PageOptions {
  /** The way from the page to the root of the site: nothing, or `../` as often as needed. */
  readonly root?: string;
  /** The engines that the element offers, in this order. */
  readonly engines: readonly string[];
  /** What made the page, such as the toolkit's name and version. */
  readonly madeBy: string;
}

/** Where the files lie that go with pages, from the root of the site. */
export const PAGE_FILES = {
  script: "isthmus-decoder.js",
  licences: "isthmus-decoder.LICENSE.txt",
  style: "page.css",
  icon: "icon.svg",
} as const;

/** The page of one model, an HTML document without any script or style in it. */
export function modelPage(model: DescribedModel, options: PageOptions): string {
  const { title, description = "", facts, errors } = model;
  return page(
    { title, description: sentence(description), options },
    options.root ? element("nav", {}, link(`${options.root}index.html`, "All models")) : [],
    element("h1", {}, title),
    paragraph(description),
    decoder(model, options),
    facts.length === 0 ? [] : factsSection(facts),
    errors ? errorsSection(errors) : [],
  );
}

/** A model of a gallery: what its card shows, and where its own page is. */
export interface GalleryModel extends DescribedModel {
  /** The address of the model's own page, relative to the gallery. */
  readonly page: string;
}

/** The page of several models, a card for each. */
export function galleryPage(models: readonly GalleryModel[], options: PageOptions): string {
  const description =
    "Trained decoders that run in this page: move through their codes and watch what they draw";
  return page(
    { title: "Isthmus: decoders in the browser", description: sentence(description), options },
    element("h1", {}, "Decoders in the browser"),
    paragraph(description),
    element(
      "div",
      { class: "gallery" },
      models.map((model) =>
        element(
          "section",
          { class: "card" },
          element("h2", {}, link(model.page, model.title)),
          paragraph(model.description ?? ""),
          decoder(model, options),
        )
      ),
    ),
  );
}

function page(
  { title, description, options }: { title: string; description: string; options: PageOptions },
  ...content: readonly Content[]
): string {
  const { root = "", madeBy } = options;
  const meta = (name: string, value: string) => element("meta", { name, content: value });
  const html = element(
    "html",
    { lang: "en" },
    "\n",
    element(
      "head",
      {},
      lines(
        element("meta", { charset: "utf-8" }),
        element("meta", { "http-equiv": "Content-Security-Policy", content: PAGE_POLICY }),
        meta("viewport", "width=device-width, initial-scale=1"),
        meta("color-scheme", "light dark"),
        meta("referrer", "no-referrer"),
        meta("generator", madeBy),
        description === "" ? [] : meta("description", description),
        element("title", {}, title),
        element("link", { rel: "icon", href: root + PAGE_FILES.icon, type: "image/svg+xml" }),
        element("link", { rel: "stylesheet", href: root + PAGE_FILES.style }),
        element("script", { type: "module", src: root + PAGE_FILES.script }),
      ),
    ),
    "\n",
    element(
      "body",
      {},
      lines(
        element("main", {}, lines(...content)),
        element(
          "footer",
          {},
          element(
            "p",
            {},
            `Made by ${madeBy}. The model runs in this browser: nothing is sent anywhere, and nothing is kept.`,
          ),
        ),
      ),
    ),
  );
  return `<!doctype html>\n${html.markup}\n`;
}

function decoder({ src, drop }: DescribedModel, { engines }: PageOptions): Markup {
  return element(
    "isthmus-decoder",
    {
      src,
      engine: engines[0],
      engines: engines.join(" "),
      ...(drop !== undefined && { mode: "reconstruct", drop }),
    },
    element("noscript", {}, "The model is run by a script, and scripts are turned off here."),
  );
}

function factsSection(facts: readonly PageFact[]): Markup {
  return element(
    "section",
    {},
    element("h2", {}, "The model"),
    element(
      "dl",
      {},
      facts.map(({ name, value }) => [element("dt", {}, name), element("dd", {}, value)]),
    ),
  );
}

function errorsSection({ columns, rows }: PageTable): Markup {
  return element(
    "section",
    {},
    element("h2", {}, "Measured on test examples"),
    element(
      "div",
      { class: "wide", tabindex: 0, role: "region", "aria-label": "Errors on test examples" },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, columns.map((column) => header("col", column)))),
        element(
          "tbody",
          {},
          rows.map(([name, ...cells]) =>
            element("tr", {}, header("row", name), cells.map((cell) => element("td", {}, cell)))
          ),
        ),
      ),
    ),
  );
}

/** A line each: whoever opens the file is to find the element in it. */
function lines(...content: readonly Content[]): Content {
  const shown = content.filter((each) => !Array.isArray(each) || each.length > 0);
  return ["\n", shown.map((each) => [each, "\n"])];
}

function header(scope: "col" | "row", text: string): Markup {
  return element("th", { scope }, text);
}

function link(href: string, text: string): Markup {
  // The first character of an address decides whether it has a scheme.
  return element("a", { href: href.startsWith(".") ? href : `./${href}` }, text);
}

function paragraph(text: string): Content {
  return text === "" ? [] : element("p", {}, sentence(text));
}

function sentence(text: string): string {
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}
