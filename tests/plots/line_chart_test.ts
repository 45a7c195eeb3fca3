import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lineChart } from "../../src/plots/line_chart.ts";

const axes = { title: "Loss", xLabel: "epoch", yLabel: "loss" };

/** The points of the curves drawn, as pairs of coordinates. */
function curves(svg: string): number[][][] {
  return [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map(([, path]) =>
    path.split(/[ML]/).slice(1).map((point) => point.split(" ").map(Number))
  );
}

Deno.test("lineChart() places points in proportion between its ticks", () => {
  const points = [[1, 4], [2, 2], [5, 0]] as const;
  const [[[x0, y0], [x1, y1], [x2, y2]]] = curves(
    lineChart({ ...axes, series: [{ label: "training", points }] }),
  );
  assertEquals(Math.round(10 * (x1 - x0) / (x2 - x0)), Math.round(10 / 4));
  assertEquals(Math.round(10 * (y1 - y0) / (y2 - y0)), 5);
});

Deno.test("lineChart() places equal ratios equally far apart on a logarithmic axis", () => {
  const points = [[1, 100], [2, 10], [3, 1]] as const;
  const svg = lineChart({ ...axes, logY: true, series: [{ label: "training", points }] });
  const [[[, y0], [, y1], [, y2]]] = curves(svg);
  assert(Math.abs((y1 - y0) - (y2 - y1)) < 0.2);
  for (const tick of [">1<", ">10<", ">100<"]) assertStringIncludes(svg, tick);
});

Deno.test("lineChart() leaves gaps where there is nothing to draw, and dots where it stands alone", () => {
  const points = [[1, 1], [2, 2], [3, NaN], [4, 2], [5, Infinity]] as const;
  const svg = lineChart({ ...axes, series: [{ label: "training", points }] });
  const [curve] = curves(svg);
  assertEquals(curve.length, 3);
  assertEquals(svg.match(/h0/g)?.length, 1);
  assert(!/NaN|Infinity/.test(svg));
});

Deno.test("lineChart() is well-formed with no points, one point, or equal points", () => {
  for (const points of [[], [[1, 5]], [[1, 0], [2, 0]], [[1, -3], [2, -3]]]) {
    const svg = lineChart({
      ...axes,
      series: [{ label: "training", points: points as [number, number][] }],
    });
    assert(!/NaN|Infinity|undefined/.test(svg), svg);
  }
});

Deno.test("lineChart() escapes its texts and names itself", () => {
  const svg = lineChart({
    ...axes,
    title: "a < b & c",
    series: [{ label: "<script>", points: [[0, 1], [1, 2]] }],
    references: [{ label: '"PCA"', y: 3 }],
  });
  assertStringIncludes(svg, "<title>a &lt; b &amp; c</title>");
  assertStringIncludes(svg, "&lt;script&gt;");
  assertStringIncludes(svg, "&quot;PCA&quot;");
  assert(!svg.includes("<script>"));
});

Deno.test("lineChart() places equal ratios equally far apart along a logarithmic x axis", () => {
  const points = [[10, 3], [100, 2], [1000, 1]] as const;
  const svg = lineChart({ ...axes, logX: true, series: [{ label: "error", points }] });
  const [[[x0], [x1], [x2]]] = curves(svg);
  assert(x1 > x0 && Math.abs((x1 - x0) - (x2 - x1)) < 0.2);
  for (const tick of [">10<", ">100<", ">1,000<"]) assertStringIncludes(svg, tick);
});

Deno.test("lineChart() draws bars from end to end, none without both, and makes room for them", () => {
  const points = [[1, 4], [2, 8], [3, 2]] as const;
  const svg = lineChart({
    ...axes,
    series: [{ label: "error", points, bars: [[3, 6], [8, 8], [-Infinity, 3]] }, {
      label: "low",
      points: [[1, 0]],
    }],
  });
  const [[[, y0], [, y1]]] = curves(svg);
  const [, bar] = /class="bars" d="([^"]*)"/.exec(svg)!;
  const [, top, bottom] = /^M[\d.]+ ([\d.]+)h8M[\d.]+ [\d.]+V([\d.]+)M[\d.]+ [\d.]+h8$/.exec(bar)!;
  // From 4 to 8 in four steps: a bar from 3 to 6.
  const step = (y0 - y1) / 4;
  assert(Math.abs(Number(bottom) - (y0 + step)) < 0.2);
  assert(Math.abs(Number(top) - (y0 - 2 * step)) < 0.2);
  const bars = [[2, 6], [2, 14], [2, 2]] as const;
  const wide = lineChart({ ...axes, series: [{ label: "error", points, bars }] });
  assertStringIncludes(wide, ">15<");
});

Deno.test("lineChart() cuts a bar whose lower end has no place on a logarithmic axis", () => {
  const points = [[1, 4], [2, 8]] as const;
  const svg = lineChart({
    ...axes,
    logY: true,
    series: [{ label: "error", points, bars: [[-1, 9], [7, 9]] }],
  });
  assert(!/NaN|Infinity/.test(svg));
  assertEquals(svg.match(/h8/g)?.length, 3);
});

Deno.test("lineChart() breaks a legend that is wider than the chart, and moves the axes down", () => {
  const series = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      label: `a way of many words ${i}`,
      points: [[0, 0], [1, 1]] as const,
    }));
  const tops = [2, 3, 5].map((count) => {
    const svg = lineChart({ ...axes, series: series(count) });
    const lines = [...svg.matchAll(/<path d="M\d+ (\d+)h22"/g)].map(([, y]) => Number(y));
    return [lines, curves(svg)[0][1][1]] as const;
  });
  assertEquals(tops.map(([lines]) => lines), [[14, 14], [14, 14, 32], [14, 14, 32, 32, 50]]);
  assertEquals(tops.map(([, top]) => top), [34, 52, 70]);
});

Deno.test("lineChart() lays the labels of levels that are close apart from one another, and keeps the others", () => {
  const references = [5, 5.02, 5.01, 2, 5].map((y, i) => ({ label: `level ${i}`, y }));
  const svg = lineChart({
    ...axes,
    series: [{ label: "error", points: [[1, 1], [2, 5]] }],
    references,
  });
  const places = references.map(({ label }) => {
    const [, y] = new RegExp(`<text[^>]* y="([\\d.]+)"[^>]*>${label}<`).exec(svg)!;
    return Number(y);
  });
  const levels = [
    ...svg.matchAll(/d="M[\d.]+ ([\d.]+)H[\d.]+" stroke="currentColor" stroke-opacity="0.55"/g),
  ]
    .map(([, y]) => Number(y));
  assertEquals(levels.length, 5);
  // One that has room stays where it was, over its level.
  assertEquals(places[3], levels[3] - 5);
  const sorted = places.toSorted((a, b) => a - b);
  sorted.slice(1).forEach((place, i) => assert(place - sorted[i] >= 14, sorted.join()));
  assert(sorted[0] >= 12);
});
