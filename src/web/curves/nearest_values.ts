import type { LineChart } from "../../plots/line_chart.ts";

/** The values of curves at one x. */
export interface ValuesAt {
  readonly x: number;
  /** The curves that have a value there. */
  readonly values: readonly {
    readonly label: string;
    /** Its place among colours and dashes. */
    readonly look: number;
    readonly y: number;
  }[];
}

/** A chart, and the ends between which it is looked at. */
export interface LookedAt {
  readonly chart: Pick<LineChart, "series" | "logX">;
  readonly between: readonly [low: number, high: number];
}

/** The x of points that have a value, in order and each once, between the ends. */
export function valuedPlaces({ chart: { series }, between: [low, high] }: LookedAt): number[] {
  const places = series.flatMap(({ points }) => points)
    .filter(([x, y]) => Number.isFinite(y) && x >= low && x <= high);
  return [...new Set(places.map(([x]) => x))].sort((a, b) => a - b);
}

/** The values of all curves at the x with values that is nearest to one; undefined where there is none. */
export function nearestValues(at: number, looked: LookedAt): ValuesAt | undefined {
  const { series, logX = false } = looked.chart;
  const distance = (x: number) => Math.abs(logX ? Math.log(x / at) : x - at);
  const [first, ...others] = valuedPlaces(looked);
  if (first === undefined) return undefined;
  const x = others.reduce((best, x) => distance(x) < distance(best) ? x : best, first);
  const values = series.flatMap(({ label, points, look }, i) =>
    points.filter((point) => point[0] === x && Number.isFinite(point[1]))
      .map(([, y]) => ({ label, look: look ?? i, y }))
  );
  return { x, values };
}
