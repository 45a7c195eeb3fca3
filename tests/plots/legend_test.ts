import { assertEquals } from "@std/assert";
import { drawLegend, layLegend } from "../../src/plots/legend.ts";

Deno.test("layLegend() breaks lines before entries that are too wide for the chart", () => {
  const label = "x".repeat(20), wide = "x".repeat(200);
  const places = (labels: string[]) => layLegend(labels, 560).entries.map(({ x, y }) => [x, y]);
  // An entry is a key of 42 pixels and 6.6 for each letter; the last needs 14 less.
  assertEquals(places([label, label, label]), [[0, 0], [174, 0], [0, 18]]);
  assertEquals(places([wide, label]), [[0, 0], [0, 18]]);
  assertEquals([[], [label], [label, label, label]].map((all) => layLegend(all, 560).height), [
    34,
    34,
    52,
  ]);
});

Deno.test("drawLegend() draws a key of its own colour and dash for each label", () => {
  const { markup } = drawLegend(layLegend(["a", "b", "a < b"], 560), {
    left: 40,
    looks: [0, 1, 2],
  });
  const keys = [
    ...markup.matchAll(/stroke="([^"]*)" stroke-width="2.6" stroke-dasharray="([^"]*)"/g),
  ];
  assertEquals(new Set(keys.map(([, colour]) => colour)).size, 3);
  assertEquals(keys.map(([, , dash]) => dash), ["none", "7 3", "2 3"]);
  assertEquals(markup.includes("a &lt; b"), true);
});
