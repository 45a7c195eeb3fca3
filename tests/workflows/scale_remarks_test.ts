import { assertEquals } from "@std/assert";
import type { SplitData } from "../../src/runs/split_data.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { scaleRemarks } from "../../src/workflows/scale_remarks.ts";

/** A table of 20 rows whose columns have these ranges, and one that is constant. */
function table(ranges: readonly number[], columns?: readonly string[]): SplitData {
  const width = ranges.length + 1;
  const values = new Float32Array(20 * width);
  for (let row = 0; row < 20; row++) {
    ranges.forEach((range, i) => values[row * width + i] = 3 + range * row / 19);
    values[row * width + width - 1] = 7;
  }
  const train = { shape: [width], count: 20, values };
  return {
    train,
    test: train,
    numbers: "floats",
    remarks: [],
    ...(columns && { columns: [...columns, "constant"] }),
  };
}

const remarks = (data: SplitData, overrides: Record<string, unknown> = {}) =>
  scaleRemarks(data, readRecipe("strokes-2", overrides));

Deno.test("columns of ranges far apart are said, by name, with what would make them alike", () => {
  assertEquals(remarks(table([0.5, 40, 85000], ["height", "age", "income"])), [
    "The ranges of its columns lie far apart, from height (0.5) to income (85000), and the largest " +
    "decide the error: --set data.scale=standard makes each count alike, data.scale=none leaves it so.",
  ]);
  assertEquals(
    remarks(table([0.5, 40]))[0].slice(0, 70),
    "The ranges of its columns lie far apart, from value 1 (0.5) to value 2",
  );
});

Deno.test("nothing is said of ranges that are near, and of a scale that was chosen", () => {
  assertEquals(remarks(table([2, 40])), []);
  for (const scale of ["none", "standard"]) {
    assertEquals(remarks(table([0.5, 40]), { "data.scale": scale }), []);
  }
  assertEquals(remarks(table([])), []);
});
