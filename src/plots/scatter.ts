import type { NdArray } from "../core/nd_array.ts";
import { element, type Markup } from "./element.ts";
import { type Axis, type Frame, frame, svg, text } from "./frame.ts";
import { seriesColour } from "./palette.ts";
import { linearTicks } from "./ticks.ts";

/** Points of the plane, by class. */
export interface Scatter {
  /** A description of the chart, for those who cannot see it. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** [N, 2] */
  readonly points: NdArray;
  /** The class of each point. */
  readonly labels?: ArrayLike<number> | undefined;
  /** The name of each class, its number unless given. */
  readonly classes?: readonly string[] | undefined;
  /** At most so many points are drawn, evenly chosen: 4,000 unless given. */
  readonly most?: number;
  /** 900 × 600 unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** The points of one class in the units of the chart. */
interface Group {
  readonly label: number;
  readonly name: string;
  readonly xs: number[];
  readonly ys: number[];
}

/**
 * Draws points as an SVG image, a colour for each class and its name at the median of its points.
 *
 * A class is one path of dots, about 11 bytes each. Throws a RangeError for points that are not
 * [N, 2] or labels of another count.
 */
export function scatter(chart: Scatter): string {
  const { points: { shape }, labels, width = 900, height = 600 } = chart;
  if (shape.length !== 2 || shape[1] !== 2 || (labels && labels.length !== shape[0])) {
    throw new RangeError(
      `Cannot draw points [${shape}] with ${
        labels ? labels.length : "no"
      } labels: expected [N, 2], and N labels or none`,
    );
  }
  const groups = groupByClass(chart);
  const longest = Math.max(0, ...groups.map(({ name }) => name.length));
  const area = frame({
    x: axis(chart.xLabel, groups.flatMap(({ xs }) => xs)),
    y: axis(chart.yLabel, groups.flatMap(({ ys }) => ys)),
  }, { width, height, above: 16, beside: labels ? 44 + 7 * longest : 14 });
  return svg(
    { title: chart.title, width, height },
    area.drawing,
    groups.map((group) => drawDots(group, area)),
    labels ? [drawNames(groups, area), drawLegend(groups, area)] : [],
  );
}

function groupByClass({ points: { shape: [count], values }, ...chart }: Scatter): Group[] {
  const groups = new Map<number, Group>();
  const stride = Math.max(1, count / (chart.most ?? 4000));
  for (let i = 0; i < count; i += stride) {
    const at = Math.floor(i), label = chart.labels?.[at] ?? 0;
    const x = values[2 * at], y = values[2 * at + 1];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const name = chart.classes?.[label] ?? String(label);
    const group = groups.get(label) ?? { label, name, xs: [], ys: [] };
    group.xs.push(x);
    group.ys.push(y);
    groups.set(label, group);
  }
  return [...groups.values()].sort((a, b) => a.label - b.label);
}

function drawDots({ label, xs, ys }: Group, { x, y }: Frame): Markup {
  return element("path", {
    d: xs.map((value, i) => `M${x(value)} ${y(ys[i])}h0`).join(""),
    stroke: seriesColour(label),
    "stroke-opacity": 0.75,
    "stroke-width": 4.5,
    "stroke-linecap": "round",
  });
}

/** The names of the classes among their points, each moved down from those that it would cover. */
function drawNames(groups: readonly Group[], { x, y }: Frame): Markup {
  const size = groups.some(({ name }) => name.length > 3) ? 12 : 17;
  const placed: { x: number; y: number; half: number }[] = [];
  for (const { name, xs, ys } of groups) {
    const place = { x: x(median(xs)), y: y(median(ys)) + 6, half: 0.3 * size * name.length + 2 };
    const isCovering = (other: typeof place) =>
      Math.abs(other.x - place.x) < other.half + place.half && Math.abs(other.y - place.y) < size;
    while (placed.some(isCovering)) place.y += 2;
    placed.push(place);
  }
  return element(
    "g",
    {
      "font-size": size,
      "font-weight": 700,
      "text-anchor": "middle",
      fill: "currentColor",
      stroke: "var(--page, #fff)",
      "stroke-width": 4,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    },
    groups.map(({ name }, i) => text(name, { x: placed[i].x, y: placed[i].y })),
  );
}

function drawLegend(groups: readonly Group[], { right, top }: Frame): Markup {
  return element(
    "g",
    { "font-size": 13, fill: "currentColor" },
    groups.map(({ label, name }, i) => [
      element("circle", { cx: right + 20, cy: top + 10 + 20 * i, r: 5, fill: seriesColour(label) }),
      text(name, { x: right + 32, y: top + 14.5 + 20 * i }),
    ]),
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function axis(label: string, values: readonly number[]): Axis {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(high > low)) {
    const at = Number.isFinite(low) ? low : 0;
    return { label, range: [at - 1, at + 1], ticks: [at] };
  }
  const margin = 0.03 * (high - low);
  const range = [low - margin, high + margin] as const;
  return { label, range, ticks: linearTicks(range, { count: 6 }) };
}
