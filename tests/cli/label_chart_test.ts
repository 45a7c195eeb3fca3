import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { labelChart } from "../../src/cli/console/label_chart.ts";
import { chartPage } from "../../src/cli/console/write_chart.ts";
import { meanAndDeviation } from "../../src/cli/console/mean_and_deviation.ts";

Deno.test("meanAndDeviation() divides squares by one less than there are", () => {
  const { mean, deviation } = meanAndDeviation([1, 2, 6]);
  assertEquals(mean, 3);
  assertAlmostEquals(deviation, Math.sqrt((4 + 1 + 9) / 2), 1e-12);
  assertEquals(meanAndDeviation([5]), { mean: 5, deviation: 0 });
});

Deno.test("labelChart() draws means in percent over a logarithmic axis, in the order of labels", () => {
  const rows = [
    { labels: 1000, errors: [0.1, 0.2] },
    { labels: 10, errors: [0.5] },
    { labels: 100, errors: [0.3, 0.3] },
  ];
  const svg = labelChart({ title: "Errors", ways: [{ label: "frozen <1>", rows }] });
  const [, path] = /<path d="([^"]*)" fill="none"/.exec(svg)!;
  const points = path.split(/[ML]/).slice(1).map((point) => point.split(" ").map(Number));
  const [[x0, y0], [x1, y1], [x2, y2]] = points;
  assertAlmostEquals(x1 - x0, x2 - x1, 0.2);
  // From 50 % to 30 %, and on to 15 %.
  assertAlmostEquals((y1 - y0) / (y2 - y1), 20 / 15, 0.02);
  // A bar of two caps and a line for the two errors that differ, none for others.
  const [, bars] = /class="bars" d="([^"]*)"/.exec(svg)!;
  assertEquals(bars.match(/M/g)?.length, 3);
  assertStringIncludes(svg, "frozen &lt;1&gt;");
});

Deno.test("chartPage() is a page that holds its chart and needs nothing else", () => {
  const chart = labelChart({ title: "Errors", ways: [] });
  const page = chartPage({ title: "Errors & labels", chart, caption: "Three seeds." });
  assert(page.startsWith("<!DOCTYPE html>\n<html"));
  for (const part of [chart, "<h1>Errors &amp; labels</h1>", "<p>Three seeds.</p>"]) {
    assertStringIncludes(page, part);
  }
  assert(!/href=|src=|NaN/.test(page));
});
