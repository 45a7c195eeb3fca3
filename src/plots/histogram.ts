import { element, type Markup } from "./element.ts";
import { type Frame, frame, svg, text } from "./frame.ts";
import { binEdge, countByLogBin } from "./log_bins.ts";
import { seriesColour } from "./palette.ts";
import { linearTicks, logTicks } from "./ticks.ts";

/** The counts of values in bins that are equally wide on a logarithmic axis. */
export interface Histogram {
  /** A description of the chart, for those who cannot see it. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Zero or more; zeros have a bar of their own at the left. */
  readonly values: ArrayLike<number>;
  /** The label under the bar of zeros: 0 unless given. */
  readonly zeroLabel?: string;
  /** 560 × 320 unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** The bar of zeros has this share of the width of the others together. */
const ZERO_SHARE = 1 / 12;

/** A bar of zeros so many times as high as the highest other is cut, or it would flatten them all. */
const CUT = 2;

/**
 * Draws a histogram as an SVG image, bins on a logarithmic axis and zeros in a bar of their own; each
 * bar names its count and its edges. Zeros that outnumber the fullest bin more than twice have their
 * bar cut, with a mark where it is. Throws a RangeError for values that are negative or not finite.
 */
export function histogram(chart: Histogram): string {
  const { title, xLabel, yLabel, zeroLabel = "0", width = 560, height = 320 } = chart;
  const bins = countByLogBin(chart.values);
  const { zeros, counts } = bins;
  const low = binEdge(bins, 0), high = binEdge(bins, counts.length);
  // The bar of zeros stands as far from the others as it is wide.
  const apart = zeros > 0 ? (high / low) ** ZERO_SHARE : 1;
  const fullest = Math.max(...counts);
  const isCut = fullest > 0 && zeros > CUT * fullest;
  const most = Math.max(1, isCut ? Math.ceil(1.2 * fullest) : Math.max(zeros, fullest));
  const range = [low / apart ** 2, high] as const;
  const area = frame({
    x: { label: xLabel, range, ticks: logTicks([low, high]), log: true },
    y: { label: yLabel, range: [0, most], ticks: linearTicks([0, most], { integers: true }) },
  }, { width, height, above: 24, beside: 20 });
  const bars = counts.map((count, i) => {
    const ends = [binEdge(bins, i), binEdge(bins, i + 1)] as const;
    return bar(count, { area, ends, name: `${count} from ${brief(ends[0])} to ${brief(ends[1])}` });
  });
  const ends = [range[0], range[0] * apart] as const;
  const zeroBar = zeros > 0 ? drawZeros(zeros, { area, ends, label: zeroLabel, most, isCut }) : [];
  return svg({ title, width, height }, area.drawing, bars, zeroBar);
}

interface BarOptions {
  readonly area: Frame;
  readonly ends: readonly [number, number];
}

function bar(
  height: number,
  { area, ends, name, fill = seriesColour(0) }: BarOptions & { name: string; fill?: string },
): Markup[] {
  if (height === 0) return [];
  const left = area.x(ends[0]), top = area.y(height);
  const attributes = {
    x: (left + 0.5).toFixed(1),
    y: top,
    width: Math.max(1, area.x(ends[1]) - left - 1).toFixed(1),
    height: (area.bottom - top).toFixed(1),
    fill,
  };
  return [element("rect", attributes, element("title", {}, name))];
}

function drawZeros(
  zeros: number,
  { area, ends, label, most, isCut }: BarOptions & { label: string; most: number; isCut: boolean },
): Markup[] {
  const [left, right] = ends.map((end) => Math.round(area.x(end)));
  const drawn = isCut ? most : zeros;
  const style = {
    x: (left + right) / 2,
    "text-anchor": "middle",
    "font-size": 12,
    fill: "currentColor",
  };
  const cut = element("path", {
    d: `M${left - 4} ${area.y(most) + 22}L${right + 4} ${area.y(most) + 12}`,
    stroke: "var(--page, #fff)",
    "stroke-width": 5,
  });
  return [
    ...bar(drawn, { area, ends, name: `${zeros} at 0`, fill: seriesColour(3) }),
    ...(isCut ? [cut] : []),
    text(zeros.toLocaleString("en"), { ...style, y: area.y(drawn) - 6 }),
    text(label, { ...style, y: area.bottom + 20, "fill-opacity": 0.72 }),
  ];
}

function brief(value: number): string {
  return String(Number(value.toPrecision(3)));
}
