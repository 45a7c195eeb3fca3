import { element, type Markup } from "./element.ts";
import { type Axis, type Frame, frame, svg, text } from "./frame.ts";
import { seriesColour } from "./palette.ts";
import { linearTicks, logTicks } from "./ticks.ts";

/** A curve. */
export interface Series {
  readonly label: string;
  /** In the order of x. A y that is not finite, or not positive on a logarithmic axis, leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
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
  /** A logarithmic y axis. */
  readonly logY?: boolean;
  /** 560 × 320 unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** Each curve has a dash of its own beside its colour. */
const DASHES = ["none", "7 3", "2 3", "9 3 2 3"] as const;

/** Draws curves as an SVG image; it takes the colour of the text around it, in light and dark. */
export function lineChart(chart: LineChart): string {
  const { series, references = [], logY = false, width = 560, height = 320 } = chart;
  const isDrawable = (y: number) => Number.isFinite(y) && (!logY || y > 0);
  const points = series.flatMap((curve) => curve.points.filter(([, y]) => isDrawable(y)));
  const levels = references.filter(({ y }) => isDrawable(y));
  const ys = [...points.map(([, y]) => y), ...levels.map(({ y }) => y)];
  const area = frame({
    x: xAxis(chart.xLabel, points.map(([x]) => x)),
    y: logY ? logAxis(chart.yLabel, ys) : linearAxis(chart.yLabel, ys),
  }, { width, height, above: 34, beside: 14 });
  return svg(
    { title: chart.title, width, height },
    area.drawing,
    levels.map((level) => drawReference(level, area)),
    series.map((curve, i) => drawCurve(curve, { area, index: i, isDrawable })),
    drawLegend(series, area),
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
    "stroke-dasharray": DASHES[index % DASHES.length],
  });
  const round = { "stroke-width": 7, "stroke-linecap": "round" };
  return dots === "" ? [curve] : [curve, element("path", { d: dots, stroke, ...round })];
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

function drawLegend(series: readonly Series[], { left }: Frame): Markup {
  let x = left;
  const entries = series.map(({ label }, i) => {
    const from = Math.round(x);
    x += 42 + 6.6 * label.length;
    return [
      element("path", {
        d: `M${from} 14h22`,
        stroke: seriesColour(i),
        "stroke-width": 2.6,
        "stroke-dasharray": DASHES[i % DASHES.length],
      }),
      text(label, { x: from + 28, y: 18 }),
    ];
  });
  return element("g", { "font-size": 12, fill: "currentColor" }, entries);
}

function xAxis(label: string, values: readonly number[]): Axis {
  const range = rangeOf(values, [0, 1]);
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
