import { assertAlmostEquals, assertEquals } from "@std/assert";
import { formatValue } from "../../../src/web/controls/format_value.ts";
import {
  coordinateText,
  formatShare,
  valueSliders,
  varianceShares,
} from "../../../src/web/sliders/slider_scale.ts";

Deno.test("values have two decimals, a true minus, and none where they round to nothing", () => {
  assertEquals([1.234, -1.3, -0.004, 0, -12].map(formatValue), [
    "1.23",
    "−1.30",
    "0.00",
    "0.00",
    "−12.00",
  ]);
  assertEquals(coordinateText(-1.5, "standard deviations"), "−1.50 standard deviations");
  assertEquals(coordinateText(0.5), "0.50");
});

Deno.test("a direction's share is its variance over that of all values", () => {
  const shares = varianceShares([3, 1, 0], 20);
  assertAlmostEquals(shares[0], 0.45, 1e-7);
  assertAlmostEquals(shares[1], 0.05, 1e-7);
  assertEquals(varianceShares([0, 0], 0), new Float32Array(2));
  assertEquals([0.314, 0.0995, 0.063, 0.0004, 0].map(formatShare), [
    "31 %",
    "10 %",
    "6.3 %",
    "< 0.1 %",
    "0.0 %",
  ]);
});

Deno.test("sliders over values move one and leave the code they came from as it was", () => {
  const { labels, coordinates, move } = valueSliders({ codeSize: 3 });
  const code = Float32Array.of(1, 2, 3);
  assertEquals(labels, ["Value 1", "Value 2", "Value 3"]);
  assertEquals(move(code, 1, -0.5), Float32Array.of(1, -0.5, 3));
  assertEquals(code, Float32Array.of(1, 2, 3));
  assertEquals(coordinates(code), code);
  assertEquals(valueSliders({ codeSize: 1, labels: ["tilt"] }).labels, ["tilt"]);
});
