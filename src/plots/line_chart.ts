import { type Content, element, type Markup } from "./element.ts";
import { barsOf, drawBars, drawCurve } from "./curve.ts";
import { type Axis, type Frame, frame, svg, text } from "./frame.ts";
import { drawLegend, layLegend } from "./legend.ts";
import type { Series } from "./series.ts";
import { linearTicks, logTicks } from "./ticks.ts";

export type { Series } from "./series.ts";

/** A level to compare curves with. */
export interface Reference {
  readonly label: string;
  readonly y: number;
}

/** A part of the plane of a chart. */
export interface ChartView {
  readonly x: readonly [low: number, high: number];
  /** From the values between these ends unless given. */
  readonly y?: readonly [low: number, high: number];
  /** A name that nothing else on the page has. */
  readonly id: string;
}

/** Curves over one pair of axes. */
export interface LineChart {
  /** A description of the chart, for those who cannot see it. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  /** Drawn as dashed lines. */
  readonly references?: readonly Reference[];
  /** Logarithmic axes; every x of a logarithmic one is positive. */
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** The part that is drawn; all of it unless given. */
  readonly view?: ChartView;
  /** 560 × 320 unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** A chart as it is drawn, and where its values lie. */
export interface DrawnChart {
  readonly markup: string;
  readonly area: Frame;
}

/** Draws curves as an SVG image; it takes the colour of the text around it, in light and dark. */
export function lineChart(chart: LineChart): string {
  return drawLineChart(chart).markup;
}

/** Draws a chart as `lineChart` does, and says where on the image its values are. */
export function drawLineChart(chart: LineChart): DrawnChart {
  const { series, references = [], logX = false, logY = false, view } = chart;
  const { width = 560, height = 320 } = chart;
  const isDrawable = (y: number) => Number.isFinite(y) && (!logY || y > 0);
  const isShown = (x: number) => !view || (x >= view.x[0] && x <= view.x[1]);
  const points = series.flatMap((curve) =>
    curve.points.filter(([x, y]) => isDrawable(y) && isShown(x))
  );
  const bars = series.flatMap(barsOf).filter(({ x }) => isShown(x))
    .flatMap(({ low, high }) => [low, high]).filter(isDrawable);
  const levels = references.filter(({ y }) => isDrawable(y));
  // What a part is looked at for is between its ends: a level far off would press it flat.
  const ys = [...points.map(([, y]) => y), ...(view ? [] : levels.map(({ y }) => y)), ...bars];
  const legend = layLegend(series.map(({ label }) => label), width);
  const xs = points.map(([x]) => x), { xLabel, yLabel } = chart;
  const area = frame({
    x: xAxis(xLabel, view ? view.x : xs, { log: logX, integers: xs.every(Number.isInteger) }),
    y: yAxis(yLabel, ys, { log: logY, range: view?.y }),
  }, { width, height, above: legend.height, beside: 14 });
  const looks = series.map(({ look }, i) => look ?? i);
  const inside = [
    drawReferences(levels, area),
    series.map((curve, i) => {
      const options = { area, look: looks[i], isDrawable };
      return [...drawCurve(curve, options), ...drawBars(curve, options)];
    }),
  ];
  const markup = svg(
    { title: chart.title, width, height },
    area.drawing,
    view ? clip(inside, area, view.id) : inside,
    drawLegend(legend, { left: area.left, looks }),
  );
  return { markup, area };
}

/** Content without that which lies outside of the axes. */
function clip(content: Content, { left, right, top, bottom }: Frame, id: string): Markup[] {
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return [
    element("clipPath", { id }, element("rect", box)),
    element("g", { "clip-path": `url(#${id})` }, content),
  ];
}

/** The height of a line of a label, and the room between a label and its level, in pixels. */
const LABEL = 14, OVER = 5;

/** Draws levels with their labels over them, which move up where they would lie on one another. */
function drawReferences(
  levels: readonly Reference[],
  { left, right, top, y: at }: Frame,
): Markup[] {
  const places = placeLabels(levels.map(({ y }) => at(y) - OVER), top + LABEL - OVER);
  return levels.flatMap(({ label, y }, i) => [
    element("path", {
      d: `M${left} ${at(y)}H${right}`,
      stroke: "currentColor",
      "stroke-opacity": 0.55,
      "stroke-dasharray": "3 4",
    }),
    text(label, {
      x: right,
      y: places[i],
      "text-anchor": "end",
      "font-size": 12,
      fill: "currentColor",
      "fill-opacity": 0.8,
    }),
  ]);
}

/**
 * The base lines of labels that wish for these, none above `highest` where there is room: from the lowest
 * on the page, each is at least a line over the one before; what would reach above the axes pushes down.
 */
function placeLabels(wished: readonly number[], highest: number): number[] {
  const places = [...wished];
  const upwards = wished.map((_, i) => i).sort((a, b) => wished[b] - wished[a]);
  upwards.forEach((label, i) => {
    if (i > 0) places[label] = Math.min(places[label], places[upwards[i - 1]] - LABEL);
  });
  upwards.toReversed().forEach((label, i, downwards) => {
    const least = i === 0 ? Math.min(highest, wished[label]) : places[downwards[i - 1]] + LABEL;
    places[label] = Math.max(places[label], least);
  });
  return places;
}

function xAxis(
  label: string,
  values: readonly number[],
  { log, integers }: { log: boolean; integers: boolean },
): Axis {
  const range = rangeOf(values, log ? [1, 10] : [0, 1]);
  if (log) return { label, range, ticks: logTicks(range), log };
  return { label, range, ticks: linearTicks(range, { count: 8, integers }) };
}

function yAxis(
  label: string,
  values: readonly number[],
  { log, range }: { log: boolean; range: ChartView["y"] },
): Axis {
  if (!range) return log ? logAxis(label, values) : linearAxis(label, values);
  return { label, range, ticks: log ? logTicks(range) : linearTicks(range), log };
}

/** From zero where that costs less than half of the height, else around the values. */
function linearAxis(label: string, values: readonly number[]): Axis {
  const [least, most] = rangeOf(values, [0, 1]);
  const low = least >= 0 && least < most / 2 ? 0 : least;
  const [first = low, second = first + 1] = linearTicks([low, most > low ? most : low + 1]);
  const step = second - first;
  const range = [Math.floor(low / step) * step, Math.ceil(most / step - 1e-9) * step] as const;
  return { label, range, ticks: linearTicks(range) };
}

function logAxis(label: string, values: readonly number[]): Axis {
  const [least, most] = rangeOf(values, [0.1, 1]);
  const range = [least / 1.15, most * 1.15] as const;
  return { label, range, ticks: logTicks(range), log: true };
}

function rangeOf(
  values: readonly number[],
  empty: readonly [number, number],
): readonly [number, number] {
  if (values.length === 0) return empty;
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [
    Infinity,
    -Infinity,
  ]);
}
