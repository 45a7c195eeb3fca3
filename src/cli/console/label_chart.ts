import { asMarkup, element } from "../../plots/element.ts";
import { lineChart } from "../../plots/line_chart.ts";
import { meanAndDeviation } from "./mean_and_deviation.ts";

/** The errors of classifiers by the number of their labels. */
export interface LabelChart {
  readonly title: string;
  /** The ways to a classifier, each by its name, with a number of labels and the errors of all seeds. */
  readonly ways: readonly {
    readonly label: string;
    readonly rows: readonly { readonly labels: number; readonly errors: readonly number[] }[];
  }[];
}

/** The size of the chart, in pixels. */
const WIDTH = 720, HEIGHT = 440;

/** Draws errors in percent over the number of labels as an SVG image: means, and a deviation to both sides. */
export function labelChart({ title, ways }: LabelChart): string {
  return lineChart({
    title,
    xLabel: "labelled examples",
    yLabel: "test examples put into another class, %",
    logX: true,
    width: WIDTH,
    height: HEIGHT,
    series: ways.map(({ label, rows }) => {
      const sorted = rows.toSorted((a, b) => a.labels - b.labels);
      const figures = sorted.map(({ errors }) => meanAndDeviation(errors));
      return {
        label,
        points: figures.map(({ mean }, i) => [sorted[i].labels, 100 * mean] as const),
        deviations: figures.map(({ deviation }) => 100 * deviation),
      };
    }),
  });
}

const STYLE = ":root { color-scheme: light dark } " +
  "body { max-width: 48rem; margin: 3rem auto; padding: 0 1.5rem; " +
  "font: 1rem/1.6 system-ui, sans-serif } svg { width: 100%; height: auto }";

/** A page of one chart over a sentence. */
export function chartPage(
  { title, chart, caption }: { title: string; chart: string; caption: string },
): string {
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
