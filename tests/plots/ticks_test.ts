import { assertEquals } from "@std/assert";
import { formatNumber } from "../../src/plots/format_number.ts";
import { linearTicks, logTicks } from "../../src/plots/ticks.ts";

Deno.test("linearTicks() marks multiples of 1, 2 or 5 times a power of ten", () => {
  assertEquals(linearTicks([0, 1]), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assertEquals(linearTicks([0.03, 0.31]), [0.1, 0.2, 0.3]);
  assertEquals(linearTicks([-4, 23]), [0, 10, 20]);
  assertEquals(linearTicks([1, 50], { count: 8, integers: true }), [10, 20, 30, 40, 50]);
  assertEquals(linearTicks([1, 3], { count: 8, integers: true }), [1, 2, 3]);
  assertEquals(linearTicks([7, 7]), [7]);
});

Deno.test("linearTicks() ends on ranges that numbers cannot be counted through", () => {
  const next = 1 + Number.EPSILON;
  assertEquals(linearTicks([1, next]), [1]);
  assertEquals(linearTicks([-next, -1]), [-next]);
  assertEquals(linearTicks([2 ** 60, 2 ** 60 + 256]), [2 ** 60]);
  assertEquals(linearTicks([0, 5e-324]).length <= 1, true);
  assertEquals(linearTicks([1, 1 + 1e-10]), [1, 1.00000000005, 1.0000000001]);
});

Deno.test("logTicks() marks decades, 2 and 5 times them where decades are few, and even steps within one", () => {
  assertEquals(logTicks([0.0001, 10]), [0.0001, 0.001, 0.01, 0.1, 1, 10]);
  assertEquals(logTicks([0.7, 60]), [1, 2, 5, 10, 20, 50]);
  assertEquals(logTicks([2.2, 3.9]), [2.5, 3, 3.5]);
});

Deno.test("formatNumber() shows three significant digits unless told otherwise", () => {
  assertEquals(
    [13.8663, 3, 0.00512, 0, -1.5, 1234567, 784.04, -0.9999].map((value) => formatNumber(value)),
    ["13.9", "3.00", "0.00512", "0", "−1.50", "1,234,567", "784", "−1.00"],
  );
  assertEquals(formatNumber(0.5, { digits: 1 }), "0.5");
  assertEquals([2.5e-7, 1e12].map((value) => formatNumber(value)), ["2.50 × 10⁻⁷", "1.00 × 10¹²"]);
  assertEquals(
    [NaN, Infinity, -Infinity].map((value) => formatNumber(value)),
    ["not a number", "∞", "−∞"],
  );
});
