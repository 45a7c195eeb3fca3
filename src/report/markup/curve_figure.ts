import { asMarkup, element, type Markup } from "../../plots/element.ts";
import { chartToJson } from "../../plots/chart_json.ts";
import { type LineChart, lineChart } from "../../plots/line_chart.ts";

/**
 * Curves over a caption, and their values for the program of the page, which answers a pointer; the page
 * shows the curves without it.
 */
export function curveFigure(caption: string, chart: LineChart): Markup {
  return element(
    "figure",
    { class: "curves" },
    asMarkup(lineChart(chart)),
    element("script", { type: "application/json" }, asMarkup(chartToJson(chart))),
    element("figcaption", {}, caption),
  );
}

/** The curves of a history by its epochs, on a logarithmic axis where a linear one would crush small values. */
export function epochFigure(caption: string, chart: Omit<LineChart, "xLabel">): Markup {
  return curveFigure(caption, { xLabel: "epoch", logY: isWide(chart), ...chart });
}

/** True where a linear axis would crush the smaller values. */
function isWide({ series, references = [] }: Omit<LineChart, "xLabel">): boolean {
  const values = [
    ...series.flatMap(({ points }) => points.map(([, y]) => y)),
    ...references.map(({ y }) => y),
  ].filter(Number.isFinite);
  const least = Math.min(...values);
  return least > 0 && Math.max(...values) > 8 * least;
}
