import { element, type Markup } from "./element.ts";
import { type Frame, frame, svg, text } from "./frame.ts";
import { seriesColour } from "./palette.ts";
import { linearTicks, logTicks } from "./ticks.ts";

/** How many of some sizes lie in each of some bins that are equally wide on a logarithmic axis. */
export interface Histogram {
  /** What the chart shows, for those who cannot see it. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Zero or more; zeros have a bar of their own at the left. */
  readonly values: ArrayLike<number>;
  /** What stands under the bar of zeros: 0 unless given. */
  readonly zeroLabel?: string;
  /** 560 × 320 unless given. */
  readonly width?: number;
  readonly height?: number;
}

/** Counts by bin: bin i lies between 10^((first + i) step) and 10^((first + i + 1) step). */
interface Bins {
  readonly zeros: number;
  readonly counts: readonly number[];
  readonly first: number;
  readonly step: number;
}

/** The widths of bins, in powers of ten. */
const STEPS = [1, 0.5, 0.25, 0.2, 0.1, 0.05, 0.025] as const;

/** The widest bins are taken that cut the values into so many. */
const FEWEST = 12;

/**
 * Draws a histogram as an SVG image, bins on a logarithmic axis and zeros in a bar of their own; each
 * bar names its count and its edges. Throws a RangeError for values that are negative or not finite.
 */
export function histogram(chart: Histogram): string {
  const { title, xLabel, yLabel, zeroLabel = "0", width = 560, height = 320 } = chart;
  const bins = countByBin(chart.values);
  const { zeros, counts } = bins;
  const low = edge(bins, 0), high = edge(bins, counts.length);
  // The bar of zeros is as wide as a twelfth of the others together, and stands apart from them.
  const apart = zeros > 0 ? (high / low) ** (1 / FEWEST) : 1;
  const most = Math.max(1, zeros, ...counts);
  const yTicks = linearTicks([0, most], { integers: true });
  const area = frame({
    x: {
      label: xLabel,
      range: [low / apart ** 1.6, high],
      ticks: logTicks([low, high]),
      log: true,
    },
    y: { label: yLabel, range: [0, most], ticks: yTicks },
  }, { width, height, above: 24, beside: 20 });
  const bars = counts.map((count, i) => {
    const ends = [edge(bins, i), edge(bins, i + 1)] as const;
    return bar(count, { area, ends, name: `from ${brief(ends[0])} to ${brief(ends[1])}` });
  });
  const ends = [low / apart ** 1.6, low / apart ** 0.6] as const;
  const zeroBar = zeros > 0 ? drawZeros(zeros, { area, ends, label: zeroLabel }) : [];
  return svg({ title, width, height }, area.drawing, bars, zeroBar);
}

function countByBin(values: ArrayLike<number>): Bins {
  const powers: number[] = [];
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] >= 0 && values[i] < Infinity)) {
      throw new RangeError(
        `Cannot draw value ${i} in a histogram: it is ${values[i]}, expected 0 or more`,
      );
    }
    if (values[i] === 0) zeros++;
    else powers.push(Math.log10(values[i]));
  }
  if (powers.length === 0) return { zeros, counts: [0], first: -1, step: 1 };
  const least = powers.reduce((a, b) => Math.min(a, b));
  const most = powers.reduce((a, b) => Math.max(a, b));
  const step = STEPS.find((width) => (most - least) / width >= FEWEST) ?? STEPS[STEPS.length - 1];
  // Rounding must not put a value that is an edge, such as 1, into a bin beyond it.
  const first = Math.floor(least / step + 1e-6);
  const end = Math.max(first + 1, Math.ceil(most / step - 1e-6));
  const counts = new Array<number>(end - first).fill(0);
  for (const power of powers) {
    counts[Math.min(counts.length - 1, Math.floor(power / step + 1e-6) - first)]++;
  }
  return { zeros, counts, first, step };
}

function edge({ first, step }: Bins, i: number): number {
  return 10 ** ((first + i) * step);
}

interface BarOptions {
  readonly area: Frame;
  readonly ends: readonly [number, number];
}

function bar(
  count: number,
  { area, ends, name, fill = seriesColour(0) }: BarOptions & { name: string; fill?: string },
): Markup[] {
  if (count === 0) return [];
  const left = area.x(ends[0]), top = area.y(count);
  const attributes = {
    x: left + 0.5,
    y: top,
    width: Math.max(1, area.x(ends[1]) - left - 1).toFixed(1),
    height: (area.bottom - top).toFixed(1),
    fill,
  };
  return [element("rect", attributes, element("title", {}, `${count} ${name}`))];
}

function drawZeros(
  zeros: number,
  { area, ends, label }: BarOptions & { label: string },
): Markup[] {
  const x = (area.x(ends[0]) + area.x(ends[1])) / 2;
  const style = { x, "text-anchor": "middle", "font-size": 12, fill: "currentColor" };
  return [
    ...bar(zeros, { area, ends, name: "at 0", fill: seriesColour(3) }),
    text(String(zeros), { ...style, y: area.y(zeros) - 6 }),
    text(label, { ...style, y: area.bottom + 20, "fill-opacity": 0.72 }),
  ];
}

function brief(value: number): string {
  return String(Number(value.toPrecision(3)));
}
