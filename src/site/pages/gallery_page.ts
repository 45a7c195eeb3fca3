import { sentence } from "../../core/sentences.ts";
import { element } from "../../plots/element.ts";
import type { GalleryModel } from "./described_model.ts";
import { page, type PageOptions } from "./page.ts";
import { decoderElement, link, mapLink, paragraph } from "./page_parts.ts";

/** The page of several models, a card for each. */
export function galleryPage(models: readonly GalleryModel[], options: PageOptions): string {
  const description =
    "Trained decoders that run in this page: move through their codes and watch what they draw";
  const content = [
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
          decoderElement(model, options),
          mapLink(model),
        )
      ),
    ),
  ];
  return page(
    { title: "Isthmus: decoders in the browser", description: sentence(description) },
    { options, content },
  );
}
