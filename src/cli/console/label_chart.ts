import { lineChart } from "../../plots/line_chart.ts";
import { meanAndDeviation } from "./mean_and_deviation.ts";

/** The errors of classifiers by the number of their labels. */
export interface LabelChart {
  readonly title: string;
  /** The ways to a classifier, each by its name, with a number of labels and the errors of all seeds. */
  readonly ways: readonly {
    readonly label: string;
    readonly rows: readonly { readonly labels: number; readonly errors: readonly number[] }[];
  }[];
}

/** The size of the chart, in pixels. */
const WIDTH = 720, HEIGHT = 440;

/** Draws errors in percent over the number of labels as an SVG image: means, and a deviation to both sides. */
export function labelChart({ title, ways }: LabelChart): string {
  return lineChart({
    title,
    xLabel: "labelled examples",
    yLabel: "test examples put into another class, %",
    logX: true,
    width: WIDTH,
    height: HEIGHT,
    series: ways.map(({ label, rows }) => {
      const sorted = rows.toSorted((a, b) => a.labels - b.labels);
      const figures = sorted.map(({ errors }) => meanAndDeviation(errors));
      return {
        label,
        points: figures.map(({ mean }, i) => [sorted[i].labels, 100 * mean] as const),
        bars: figures.map(({ mean, deviation }) =>
          [100 * (mean - deviation), 100 * (mean + deviation)] as const
        ),
      };
    }),
  });
}
