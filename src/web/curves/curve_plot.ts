/// <reference lib="dom" />
import type { Frame } from "../../plots/frame.ts";
import { type ChartView, drawLineChart, type LineChart } from "../../plots/line_chart.ts";
import { createElement } from "../controls/create_element.ts";
import { nearestValues, valuedPlaces, type ValuesAt } from "./nearest_values.ts";
import { showValues } from "./show_values.ts";

/** A chart on a page that draws itself anew. */
export interface CurvePlot {
  readonly root: HTMLElement;
  /** The frame of what is drawn. */
  area(): Frame;
  isLogarithmic(): boolean;
  isZoomed(): boolean;
  setLogarithmic(isLog: boolean): void;
  /** Draws a part of the chart; all of it without one. */
  zoom(view?: Omit<ChartView, "id">): void;
  /** Shows the values at the place that is nearest to an x; none without one. */
  point(x?: number): void;
  /** Shows the values of the next place with values in a direction. */
  move(by: 1 | -1): void;
  /** The ends of the x that are shown. */
  ends(): readonly [number, number];
  /** A place of the window in the units of the drawing. */
  placeOf(event: { clientX: number; clientY: number }): readonly [x: number, y: number];
}

/** Makes the plot of a chart, which takes the place of a drawing; `id` is its name on the page. */
export function createCurvePlot(
  start: LineChart,
  { id, drawing, onChange }: {
    id: string;
    drawing: Element;
    /** Called after what is drawn changed. */
    onChange: () => void;
  },
): CurvePlot {
  let chart = start, area: Frame, shown: ValuesAt | undefined;
  const image = createElement("div", { part: "image" });
  const box = createElement("div", { part: "values", attributes: { role: "status" } });
  const line = createElement("div", { part: "line" });
  const band = createElement("div", { part: "band" });
  const root = createElement("div", {
    part: "plot",
    attributes: { tabindex: 0, role: "group", "aria-label": start.title },
    children: [image, band, line, box],
  });
  const { width = 560, height = 320 } = start;
  const ends = (): readonly [number, number] =>
    chart.view?.x ?? [area.xAt(area.left), area.xAt(area.right)];
  const draw = () => {
    const drawn = drawLineChart(chart);
    area = drawn.area;
    image.innerHTML = drawn.markup;
    point();
    onChange();
  };
  const point = (x?: number) => {
    shown = x === undefined ? undefined : nearestValues(x, { chart, between: ends() });
    showValues(shown, { box, line, area, xLabel: chart.xLabel, width, height });
  };
  area = drawLineChart(chart).area;
  drawing.replaceWith(root);
  image.append(drawing);
  point();
  return {
    root,
    point,
    ends,
    area: () => area,
    isLogarithmic: () => chart.logY ?? false,
    isZoomed: () => chart.view !== undefined,
    setLogarithmic(logY) {
      const { view, ...rest } = chart;
      // The height of a part may hold what a logarithm has no place for.
      chart = { ...rest, logY, ...(view && { view: { x: view.x, id } }) };
      draw();
    },
    zoom(view) {
      const { view: _, ...rest } = chart;
      chart = { ...rest, ...(view && { view: { ...view, id } }) };
      draw();
    },
    move(by) {
      const places = valuedPlaces({ chart, between: ends() });
      const at = shown ? places.indexOf(shown.x) + by : by > 0 ? 0 : places.length - 1;
      point(places[Math.min(places.length - 1, Math.max(0, at))]);
    },
    placeOf({ clientX, clientY }) {
      const { left, top, width: wide, height: high } = image.getBoundingClientRect();
      return [(clientX - left) / wide * width, (clientY - top) / high * height];
    },
  };
}
