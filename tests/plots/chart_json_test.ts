import { assert, assertEquals } from "@std/assert";
import { chartFromJson, chartToJson } from "../../src/plots/chart_json.ts";
import { drawLineChart, lineChart } from "../../src/plots/line_chart.ts";

const chart = {
  ...{ title: "a < b", xLabel: "x", yLabel: "y" },
  series: [{
    label: "</script>",
    points: [[1, 0.5], [2, NaN], [3, 1 / 3]] as const,
    bars: [[0, 1], [NaN, 2], [0, Infinity]] as const,
  }],
};

Deno.test("a chart comes back from JSON, drawn as it was, and ends no element of a page", () => {
  const json = chartToJson(chart);
  assert(!json.includes("<"));
  const { series: [{ points, bars }], ...rest } = chartFromJson(json);
  assertEquals(points.map(([, y]) => y), [0.5, NaN, 0.3333333]);
  assertEquals(bars, [[0, 1], [NaN, 2], [0, NaN]]);
  assertEquals(rest.title, chart.title);
  assertEquals(lineChart(chartFromJson(json)), lineChart(chart));
});

Deno.test("drawLineChart() says where values are, and a part of a chart fills the axes", () => {
  const points = [[1, 8], [2, 4], [3, 2], [4, 1]] as const;
  const all = { ...chart, series: [{ label: "a", points }] };
  for (const logY of [false, true]) {
    const { area } = drawLineChart({ ...all, logY });
    for (const [x, y] of points) {
      assert(Math.abs(area.xAt(area.x(x)) - x) < 0.01 && Math.abs(area.yAt(area.y(y)) - y) < 0.05);
    }
  }
  const { area, markup } = drawLineChart({ ...all, view: { x: [2, 3], y: [1, 5], id: "part" } });
  assertEquals([area.x(2), area.x(3), area.y(1), area.y(5)], [
    area.left,
    area.right,
    area.bottom,
    area.top,
  ]);
  assert(markup.includes('clip-path="url(#part)"') && markup.includes('<clipPath id="part">'));
  // From the values between the ends, 4 and 2.
  const part = drawLineChart({ ...all, view: { x: [2, 3], id: "part" } }).area;
  assert(part.y(4) >= part.top && part.y(8) < part.top);
});

Deno.test("a curve keeps its look where it stands alone", () => {
  const curve = (look?: number) =>
    lineChart({
      ...chart,
      series: [{ label: "a", points: [[1, 1], [2, 2]], ...(look !== undefined && { look }) }],
    });
  assert(curve(2).includes("--series-2") && !curve(2).includes("--series-0"));
  assertEquals(curve(0), curve());
});
