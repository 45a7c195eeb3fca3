/// <reference lib="dom" />
import { chartFromJson } from "../../plots/chart_json.ts";
import { createElement } from "../controls/create_element.ts";
import { createCurvePlot } from "./curve_plot.ts";
import { hearGestures } from "./gestures.ts";

/** The keys of a plot, for those who point at its tools. */
const HELP =
  "Drag over a part to see it larger, double-click to see all again. Keys: arrows show " +
  "values, + and - zoom, l changes the axis, Escape shows all.";

/** Makes all curves of the page answer: values under the pointer, a part enlarged, another axis. */
export function showCurves(): void {
  document.querySelectorAll("figure.curves").forEach((figure, i) => {
    const drawing = figure.querySelector("svg"), data = figure.querySelector("script")?.textContent;
    if (drawing && data) show(drawing, { data, id: `part-${i}` });
  });
}

function show(drawing: Element, { data, id }: { data: string; id: string }): void {
  const chart = chartFromJson(data);
  const log = createElement("input", {
    attributes: { type: "checkbox" },
    on: { change: () => plot.setLogarithmic(log.checked) },
  });
  const all = createElement("button", {
    attributes: { type: "button" },
    text: "Show all",
    on: { click: () => plot.zoom() },
  });
  const plot = createCurvePlot(chart, {
    id,
    drawing,
    onChange() {
      log.checked = plot.isLogarithmic();
      all.hidden = !plot.isZoomed();
    },
  });
  log.checked = plot.isLogarithmic();
  all.hidden = true;
  const label = createElement("label", {
    children: [log, document.createTextNode("logarithmic axis")],
  });
  // A logarithm has no place for what is not above 0.
  label.hidden = !chart.series.some(({ points }) => points.some(([, y]) => y > 0));
  plot.root.after(
    createElement("div", { part: "tools", attributes: { title: HELP }, children: [label, all] }),
  );
  hearGestures(plot);
}
