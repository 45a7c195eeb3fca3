import type { LineChart } from "./line_chart.ts";
import type { Series } from "./series.ts";

/** The digits of a value: a reader sees four. */
const DIGITS = 7;

/**
 * A chart as JSON that may stand within an element of HTML, for a program to draw it anew; values that are
 * no finite numbers, which JSON has none of, are null.
 */
export function chartToJson(chart: LineChart): string {
  return JSON.stringify(
    chart,
    (_, value) => typeof value === "number" ? Number(value.toPrecision(DIGITS)) : value,
  ).replaceAll("<", "\\u003c");
}

/** The chart that `chartToJson` wrote; what was no finite number is none. */
export function chartFromJson(text: string): LineChart {
  const chart: LineChart = JSON.parse(text);
  return { ...chart, series: chart.series.map(withGaps) };
}

function withGaps(series: Series): Series {
  return {
    ...series,
    points: series.points.map(([x, y]) => [x, y ?? NaN]),
    ...(series.bars && { bars: series.bars.map(([low, high]) => [low ?? NaN, high ?? NaN]) }),
  };
}
