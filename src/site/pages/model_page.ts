import { sentence } from "../../core/sentences.ts";
import { element, type Markup } from "../../plots/element.ts";
import type { DescribedModel, PageFact, PageTable } from "./described_model.ts";
import { page, type PageOptions } from "./page.ts";
import { decoderElement, link, mapLink, paragraph } from "./page_parts.ts";

/** The page of one model, an HTML document without any script or style in it. */
export function modelPage(model: DescribedModel, options: PageOptions): string {
  const { title, description = "", facts, errors, findings = [], src, files = [] } = model;
  const early = files.map((path) => `${src}/${path}`);
  const content = [
    options.root ? element("nav", {}, link(`${options.root}index.html`, "All models")) : [],
    element("h1", {}, title),
    paragraph(description),
    decoderElement(model, options),
    mapLink(model),
    facts.length === 0 ? [] : factsSection(facts),
    errors ? errorsSection(errors, findings) : [],
  ];
  return page({ title, description: sentence(description), early }, { options, content });
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

function errorsSection({ columns, rows }: PageTable, findings: readonly string[]): Markup {
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
    findings.map(paragraph),
  );
}

function header(scope: "col" | "row", text: string): Markup {
  return element("th", { scope }, text);
}
