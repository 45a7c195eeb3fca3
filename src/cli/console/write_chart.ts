import { atomicWriteText } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { asMarkup, element } from "../../plots/element.ts";

/** A chart, and what stands around it in a page. */
export interface ChartPage {
  readonly title: string;
  /** The chart as an SVG image. */
  readonly chart: string;
  /** A sentence below it. */
  readonly caption: string;
}

/** Writes a chart: as a page where the path ends in `.html`, else as the image alone. */
export async function writeChart(out: string, page: ChartPage): Promise<void> {
  await makeFolderOf(out);
  await atomicWriteText(out, out.endsWith(".html") ? chartPage(page) : page.chart);
}

const STYLE = ":root { color-scheme: light dark } " +
  "body { max-width: 48rem; margin: 3rem auto; padding: 0 1.5rem; " +
  "font: 1rem/1.6 system-ui, sans-serif } svg { width: 100%; height: auto }";

/** A page of one chart over a sentence. */
export function chartPage({ title, chart, caption }: ChartPage): string {
  const page = element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("title", {}, title),
      element("style", {}, asMarkup(STYLE)),
    ),
    element("body", {}, element("h1", {}, title), asMarkup(chart), element("p", {}, caption)),
  );
  return `<!DOCTYPE html>\n${page.markup}\n`;
}
