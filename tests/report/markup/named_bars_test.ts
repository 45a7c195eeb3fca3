import { assertEquals, assertStringIncludes } from "@std/assert";
import { formatValue } from "../../../src/plots/format_value.ts";
import { largestValues, namedBars } from "../../../src/report/markup/named_bars.ts";
import { smallCurves } from "../../../src/report/markup/small_curves.ts";

Deno.test("the largest values are those of the largest sizes, without zeros", () => {
  const names = ["a", "b", "c", "d"];
  const found = largestValues([1, -3, 0, 2], { names, most: 3 });
  assertEquals(found, [
    { name: "b", value: -3 },
    { name: "d", value: 2 },
    { name: "a", value: 1 },
  ]);
  assertEquals(largestValues([0, 0], { names, most: 3 }), []);
});

Deno.test("bars begin in the middle where some values are below zero, else at the left", () => {
  const styles = (values: number[]) => {
    const { markup } = namedBars(values.map((value) => ({ name: "x", value })), "all");
    return [...markup.matchAll(/class="(below|above)" style="([^"]*)"/g)].map(([, ...found]) =>
      found
    );
  };
  assertEquals(styles([-2, 1]), [
    ["below", "left:0.0%;width:50.0%"],
    ["above", "left:50.0%;width:25.0%"],
  ]);
  assertEquals(styles([2, 1]), [
    ["above", "left:0.0%;width:100.0%"],
    ["above", "left:0.0%;width:50.0%"],
  ]);
});

Deno.test("a mark stands beside its name, and text is escaped", () => {
  const { markup } = namedBars([{ name: "<b>", value: 1, mark: "missing" }], "all");
  assertStringIncludes(markup, "&lt;b&gt;<em>missing</em>");
});

Deno.test("values of data have four digits, no zeros at the end, and years no comma", () => {
  const texts = [38, 0.2926, 53257.96, 1988, 12.3, 0, -4500, 2e-5].map(formatValue);
  assertEquals(texts, ["38", "0.2926", "53,258", "1988", "12.3", "0", "−4500", "2 × 10⁻⁵"]);
});

Deno.test("curves of many values are drawn through some of them", () => {
  const values = Float32Array.from({ length: 4000 }, (_, i) => i);
  const { markup } = smallCurves([{ label: "ramp", values }], "A ramp");
  const [, path] = markup.match(/ d="(M[^"]*L[^"]*)"/)!;
  assertEquals(path.split("L").length, 400);
  assertStringIncludes(markup, "<title>A ramp</title>");
});
