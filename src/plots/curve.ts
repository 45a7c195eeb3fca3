import { element, type Markup } from "./element.ts";
import type { Frame } from "./frame.ts";
import { seriesColour, seriesDash } from "./palette.ts";
import type { Series } from "./series.ts";

/** The place of a curve, and its look. */
export interface CurveOptions {
  readonly area: Frame;
  /** Its place among colours and dashes. */
  readonly look: number;
  /** True for a y that has a place on the axis. */
  isDrawable(y: number): boolean;
}

/** Half the width of the caps of a bar. */
const CAP = 4;

/** Draws the line of a curve, and a dot for a point that stands alone. */
export function drawCurve(
  { points }: Series,
  { area, look, isDrawable }: CurveOptions,
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
  const stroke = seriesColour(look);
  const curve = element("path", {
    d: path,
    fill: "none",
    stroke,
    "stroke-width": 2.2,
    "stroke-linejoin": "round",
    "stroke-dasharray": seriesDash(look),
  });
  const round = { "stroke-width": 7, "stroke-linecap": "round" };
  return dots === "" ? [curve] : [curve, element("path", { d: dots, stroke, ...round })];
}

/** The bars of a curve that have two ends. */
export function barsOf({ points, bars = [] }: Series): { x: number; low: number; high: number }[] {
  return bars.flatMap(([low, high], i) =>
    Number.isFinite(low) && Number.isFinite(high) && low < high
      ? [{ x: points[i][0], low, high }]
      : []
  );
}

/** Draws the bars of a curve. */
export function drawBars(
  curve: Series,
  { area, look, isDrawable }: CurveOptions,
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
      stroke: seriesColour(look),
      "stroke-width": 1.4,
    }),
  ];
}
