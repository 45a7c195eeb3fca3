import { lineChart } from "../../plots/line_chart.ts";

/** The bound of a deep belief network with so many of its layers, in nats. */
export interface BoundOfDepth {
  readonly estimate: number;
  /** The same less and more three standard errors; infinite where these have no end. */
  readonly low: number;
  readonly high: number;
}

/** Draws the bound of a likelihood by the number of layers as an SVG image, with three standard errors. */
export function boundChart(
  { title, depths }: { title: string; depths: readonly BoundOfDepth[] },
): string {
  return lineChart({
    title,
    xLabel: "layers",
    yLabel: "bound of log p, nats",
    series: [{
      label: "mean over test examples",
      points: depths.map(({ estimate }, i) => [i + 1, estimate] as const),
      bars: depths.map(({ low, high }) => [low, high] as const),
    }],
  });
}
