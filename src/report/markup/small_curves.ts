import { asMarkup, type Markup } from "../../plots/element.ts";
import { lineChart } from "../../plots/line_chart.ts";

/** Values along an example. */
export interface Curve {
  readonly label: string;
  readonly values: Float32Array;
}

/** The largest number of points of a curve: more than the page has pixels for are passed over. */
const POINTS = 400;

/** A small chart of curves over each other, by the places of their values from 1. */
export function smallCurves(curves: readonly Curve[], title: string): Markup {
  const step = Math.max(1, ...curves.map(({ values }) => Math.ceil(values.length / POINTS)));
  const series = curves.map(({ label, values }) => ({
    label,
    points: Array.from(
      { length: Math.ceil(values.length / step) },
      (_, i) => [i * step + 1, values[i * step]] as const,
    ),
  }));
  return asMarkup(
    lineChart({ title, xLabel: "place", yLabel: "value", series, width: 460, height: 240 }),
  );
}
