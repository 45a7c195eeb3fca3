import { type Content, element, type Markup } from "./element.ts";
import { formatNumber } from "./format_number.ts";

/** One axis of a chart. */
export interface Axis {
  readonly label: string;
  readonly range: readonly [number, number];
  readonly ticks: readonly number[];
  readonly log?: boolean;
}

/** The place of a chart's axes in SVG units, which are pixels at full size. */
export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  /** Room above the axes and to the right of them. */
  readonly above: number;
  readonly beside: number;
}

/** The drawn axes of a chart, and where its values lie between them. */
export interface Frame {
  readonly drawing: Markup;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
  /** The value at a place along an axis: what `x` and `y` undo. */
  xAt(place: number): number;
  yAt(place: number): number;
}

/** Draws the grid, ticks and labels of a chart. */
export function frame(axes: { readonly x: Axis; readonly y: Axis }, options: FrameOptions): Frame {
  const { width, height, above: top, beside } = options;
  const texts = axes.y.ticks.map((tick) => formatTick(tick, axes.y));
  const left = round(34 + 6.5 * Math.max(1, ...texts.map((text) => text.length)));
  const right = width - beside, bottom = height - 46;
  const x = (value: number) => round(left + (right - left) * part(value, axes.x));
  const y = (value: number) => round(bottom - (bottom - top) * part(value, axes.y));
  const middle = round((top + bottom) / 2);
  const drawing = element(
    "g",
    { "font-size": 12, fill: "currentColor" },
    axes.y.ticks.map((tick, i) => [
      line(`M${left} ${y(tick)}H${right}`, 0.13),
      text(texts[i], { x: left - 8, y: y(tick) + 4, "text-anchor": "end", "fill-opacity": 0.72 }),
    ]),
    axes.x.ticks.map((tick) => [
      line(`M${x(tick)} ${bottom}v5`, 0.5),
      text(formatTick(tick, axes.x), {
        x: x(tick),
        y: bottom + 20,
        "text-anchor": "middle",
        "fill-opacity": 0.72,
      }),
    ]),
    line(`M${left} ${bottom}H${right}`, 0.5),
    text(axes.x.label, { x: round((left + right) / 2), y: height - 8, "text-anchor": "middle" }),
    text(axes.y.label, {
      transform: `translate(14 ${middle}) rotate(-90)`,
      "text-anchor": "middle",
    }),
  );
  const xAt = (place: number) => valueAt((place - left) / (right - left), axes.x);
  const yAt = (place: number) => valueAt((bottom - place) / (bottom - top), axes.y);
  return { drawing, left, right, top, bottom, x, y, xAt, yAt };
}

/** An SVG image of this size with a title for those who cannot see it. */
export function svg(
  { title, width, height }: { title: string; width: number; height: number },
  ...content: readonly Content[]
): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "font-family": "system-ui, sans-serif",
    },
    element("title", {}, title),
    ...content,
  ).markup;
}

/** Text in an SVG image. */
export function text(
  content: string,
  attributes: Readonly<Record<string, string | number>>,
): Markup {
  return element("text", attributes, content);
}

/** A coordinate to the tenth of a pixel: no eye sees more, and files stay small. */
function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

function line(path: string, opacity: number): Markup {
  return element("path", { d: path, stroke: "currentColor", "stroke-opacity": opacity });
}

/** The place of a value on its axis, from 0 to 1. */
function part(value: number, { range: [low, high], log }: Axis): number {
  if (!(high > low)) return 0.5;
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a place on its axis, which is from 0 to 1 between its ends. */
function valueAt(part: number, { range: [low, high], log }: Axis): number {
  return log ? low * (high / low) ** part : low + (high - low) * part;
}

function formatTick(tick: number, { ticks, log }: Axis): string {
  if (tick === 0) return "0";
  // On a linear axis every tick has the decimals of the step; on a logarithmic one, its own.
  const finest = log || ticks.length < 2 ? lastDigit(tick) : lastDigit(ticks[1] - ticks[0]);
  const digits = 1 + Math.floor(Math.log10(Math.abs(tick)) + 1e-9) - finest;
  return formatNumber(tick, { digits: Math.max(1, digits) });
}

/** The power of ten of a tick's last digit that is not 0. */
function lastDigit(tick: number): number {
  const [digits, power] = Number(tick.toPrecision(6)).toExponential().split("e");
  return Number(power) - (digits.split(".")[1]?.length ?? 0);
}
