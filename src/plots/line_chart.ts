import { element, type Markup } from "./element.ts";
import { type Axis, type Frame, frame, svg, text } from "./frame.ts";
import { drawLegend, layLegend } from "./legend.ts";
import { seriesColour, seriesDash } from "./palette.ts";
import { linearTicks, logTicks } from "./ticks.ts";

/** A curve. */
export interface Series {
  readonly label: string;
  /** In the order of x. A y that is not finite, or not positive on a logarithmic axis, leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The ends of a bar at each point, one without an end, or of no height, being none; none unless given. */
  readonly bars?: readonly (readonly [low: number, high: number])[];
}

/** A level to compare curves with. */
export interface Reference {
  readonly label: string;
  readonly y: number;
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
  /** 560 × 320 unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** Half the width of the caps of a bar. */
const CAP = 4;

/** Draws curves as an SVG image; it takes the colour of the text around it, in light and dark. */
export function lineChart(chart: LineChart): string {
  const { series, references = [], logX = false, logY = false, width = 560, height = 320 } = chart;
  const isDrawable = (y: number) => Number.isFinite(y) && (!logY || y > 0);
  const points = series.flatMap((curve) => curve.points.filter(([, y]) => isDrawable(y)));
  const bars = series.flatMap(barsOf).flatMap(({ low, high }) => [low, high]).filter(isDrawable);
  const levels = references.filter(({ y }) => isDrawable(y));
  const ys = [...points.map(([, y]) => y), ...levels.map(({ y }) => y), ...bars];
  const legend = layLegend(series.map(({ label }) => label), width);
  const area = frame({
    x: xAxis(chart.xLabel, points.map(([x]) => x), logX),
    y: logY ? logAxis(chart.yLabel, ys) : linearAxis(chart.yLabel, ys),
  }, { width, height, above: legend.height, beside: 14 });
  return svg(
    { title: chart.title, width, height },
    area.drawing,
    levels.map((level) => drawReference(level, area)),
    series.map((curve, i) => [
      ...drawCurve(curve, { area, index: i, isDrawable }),
      ...drawBars(curve, { area, index: i, isDrawable }),
    ]),
    drawLegend(legend, area.left),
  );
}

function drawCurve(
  { points }: Series,
  { area, index, isDrawable }: {
    area: Frame;
    index: number;
    isDrawable: (y: number) => boolean;
  },
): Markup[] {
  let path = "", dots = "", isDown = false;
  points.forEach(([x, y], i) => {
    if (isDrawable(y)) {
      const place = `${area.x(x)} ${area.y(y)}`;
      path += (isDown ? "L" : "M") + place;
      // A line to nowhere is not drawn, a dot is.
      if (!isDown && !(i + 1 < points.length && isDrawable(points[i + 1][1]))) {
        dots += `M${place}h0`;
      }
    }
    isDown = isDrawable(y);
  });
  const stroke = seriesColour(index);
  const curve = element("path", {
    d: path,
    fill: "none",
    stroke,
    "stroke-width": 2.2,
    "stroke-linejoin": "round",
    "stroke-dasharray": seriesDash(index),
  });
  const round = { "stroke-width": 7, "stroke-linecap": "round" };
  return dots === "" ? [curve] : [curve, element("path", { d: dots, stroke, ...round })];
}

/** The bars that have two ends. */
function barsOf({ points, bars = [] }: Series): { x: number; low: number; high: number }[] {
  return bars.flatMap(([low, high], i) =>
    Number.isFinite(low) && Number.isFinite(high) && low < high
      ? [{ x: points[i][0], low, high }]
      : []
  );
}

function drawBars(
  curve: Series,
  { area, index, isDrawable }: {
    area: Frame;
    index: number;
    isDrawable: (y: number) => boolean;
  },
): Markup[] {
  const bars = barsOf(curve).filter(({ high }) => isDrawable(high));
  if (bars.length === 0) return [];
  const d = bars.map(({ x, low, high }) => {
    const left = area.x(x) - CAP, top = area.y(high), width = 2 * CAP;
    // A lower end that a logarithmic axis has no place for lies below it.
    if (!isDrawable(low)) return `M${left} ${top}h${width}M${area.x(x)} ${top}V${area.bottom}`;
    const bottom = area.y(low);
    return `M${left} ${top}h${width}M${area.x(x)} ${top}V${bottom}M${left} ${bottom}h${width}`;
  }).join("");
  return [
    element("path", {
      class: "bars",
      d,
      stroke: seriesColour(index),
      "stroke-width": 1.4,
    }),
  ];
}

function drawReference({ label, y }: Reference, { left, right, y: at }: Frame): Markup[] {
  return [
    element("path", {
      d: `M${left} ${at(y)}H${right}`,
      stroke: "currentColor",
      "stroke-opacity": 0.55,
      "stroke-dasharray": "3 4",
    }),
    text(label, {
      x: right,
      y: at(y) - 5,
      "text-anchor": "end",
      "font-size": 12,
      fill: "currentColor",
      "fill-opacity": 0.8,
    }),
  ];
}

function xAxis(label: string, values: readonly number[], log: boolean): Axis {
  const range = rangeOf(values, log ? [1, 10] : [0, 1]);
  if (log) return { label, range, ticks: logTicks(range), log };
  const integers = values.every(Number.isInteger);
  return { label, range, ticks: linearTicks(range, { count: 8, integers }) };
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
