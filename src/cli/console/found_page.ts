import { sizeOf } from "../../core/shape.ts";
import { element } from "../../plots/element.ts";
import { captionedPictures } from "../../report/markup/captioned_pictures.ts";
import { type PageSection, renderPage } from "../../report/markup/page.ts";
import { table } from "../../report/markup/table.ts";
import type { SearchResult } from "../../workflows/retrieval/search_index.ts";
import {
  areNumbers,
  distanceText,
  type FoundItem,
  foundItems,
  foundPictures,
} from "./found_items.ts";

/** The words for distances. */
const NAMES = {
  euclidean: "Euclidean distance",
  cosine: "cosine distance",
  "inner-product": "inner product",
} as const;

/** The result of a search as one page that holds all it shows. */
export function foundPage(result: SearchResult): string {
  const { manifest, query } = result, items = foundItems(result);
  const { codes: { size }, count, data } = manifest, { metric } = result;
  const far = (item: FoundItem) => distanceText(item.distance, result);
  const by = metric === "hamming"
    ? `bits that differ, of ${size}`
    : metric === "words"
    ? "the cosine distance of their words among the nearest by codes"
    : `the ${NAMES[metric]} of codes of ${size} values`;
  return renderPage({
    title: `Nearest to ${query.title}`,
    summary: `The ${items.length} nearest of ${
      count.toLocaleString("en")
    } items of ${data}, by ${by}, from near to far.`,
    sections: sectionsOf(result, { items, far }),
  });
}

function sectionsOf(
  result: SearchResult,
  { items, far }: { items: readonly FoundItem[]; far: (item: FoundItem) => string },
): PageSection[] {
  const pictures = foundPictures(result), { title } = result.query;
  if (!pictures) return [{ title: "Found", content: foundRows(items, far) }];
  const { images, shape } = pictures, size = sizeOf(shape), hasIds = !areNumbers(items);
  const words = (item: FoundItem) =>
    [
      hasIds ? item.id : String(item.row),
      ...(item.label === undefined ? [] : [item.label]),
      far(item),
    ].join(" · ");
  return [
    {
      title: "Query",
      content: captionedPictures({
        shape,
        images: images.slice(0, size),
        captions: [title],
        caption: "The query, as the index draws its items.",
      }),
    },
    {
      title: "Found",
      content: captionedPictures({
        shape,
        images: images.slice(size),
        captions: items.map(words),
        caption: `Each with its ${hasIds ? "name" : "number"}${
          items[0]?.label === undefined ? "" : ", its class"
        } and its distance from the query.`,
      }),
    },
  ];
}

function foundRows(items: readonly FoundItem[], far: (item: FoundItem) => string) {
  const hasIds = !areNumbers(items), [first] = items;
  const hasLabels = first?.label !== undefined, hasTexts = first?.text !== undefined;
  const content = table({
    caption: "From near to far, with the number of each in the index.",
    class: "rows",
    columns: [
      { name: "Item" },
      ...(hasIds ? [{ name: "Name" }] : []),
      ...(hasLabels ? [{ name: "Class" }] : []),
      { name: "Distance", isNumber: true },
      ...(hasTexts ? [{ name: "Text" }] : []),
    ],
    rows: items.map((item) => [
      String(item.row),
      ...(hasIds ? [item.id] : []),
      ...(hasLabels ? [item.label ?? ""] : []),
      far(item),
      ...(hasTexts ? [item.text || element("em", {}, "no words")] : []),
    ]),
  });
  return element("div", { class: "wide" }, content);
}
