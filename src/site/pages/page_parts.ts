import { sentence } from "../../core/sentences.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import type { DescribedModel } from "./described_model.ts";
import type { PageOptions } from "./page.ts";

/**
 * The element that runs a model; a denoiser starts with an image whose pixels are dropped, and one beside an
 * index with a search.
 */
export function decoderElement(
  { src, drop, isSearched = false, engines: own }: DescribedModel,
  options: PageOptions,
): Markup {
  const engines = own ?? options.engines;
  return element(
    "isthmus-decoder",
    {
      src,
      engine: engines[0],
      engines: engines.join(" "),
      ...(drop !== undefined && { mode: "reconstruct", drop }),
      ...(isSearched && { mode: "search" }),
    },
    element("noscript", {}, "The model is run by a script, and scripts are turned off here."),
  );
}

/** A link to a page of the same site. */
export function link(href: string, text: string): Markup {
  // The first character of an address decides whether it has a scheme.
  return element("a", { href: href.startsWith(".") ? href : `./${href}` }, text);
}

/** A link to the map of a model, where there is one. */
export function mapLink({ map }: DescribedModel): Content {
  return map === undefined ? [] : element("p", {}, link(map, "Walk through a map of its codes"));
}

/** A paragraph of one sentence; none without a text. */
export function paragraph(text: string): Content {
  return text === "" ? [] : element("p", {}, sentence(text));
}
