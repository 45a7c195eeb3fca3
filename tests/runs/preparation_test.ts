import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readOtherExamples, readRunData } from "../../src/runs/run_data.ts";
import { readPreprocessor } from "../../src/runs/preprocessor_file.ts";
import { trainPoints } from "../workflows/train_points.ts";
import { denseExamples } from "../../src/data/mod.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Rows a, b, c of which every third has no b, and c is far larger than the others. */
const path = join(directory, "gaps.csv");
const rows = Array.from({ length: 60 }, (_, i) => [i % 7, i % 3 === 0 ? "" : i % 5, 1000 + 10 * i]);
await Deno.writeTextFile(path, ["a,b,c", ...rows.map((row) => row.join())].join("\n"));

const train = (overrides: Record<string, unknown>) =>
  trainPoints(directory, {
    "data.name": path,
    "data.validation": 0.1,
    "training.batchSize": 8,
    ...overrides,
  });

for (const missing of ["mean", "median"] as const) {
  Deno.test(`empty cells become the ${missing} of the training examples, before all is scaled`, async () => {
    const { run } = await train({ "data.missing": missing, "data.scale": "standard" });
    const { fill, scaling, columns } = await readPreprocessor(run.directory);
    assertEquals([columns, fill?.length], [["a", "b", "c"], 3]);
    const data = await readRunData(run);
    assertEquals(
      [data.train, data.test].map(denseExamples).map(({ values }) => values.some(Number.isNaN)),
      [
        false,
        false,
      ],
    );
    const said =
      `20 empty cells are filled with the ${missing} of the training rows in the column.`;
    assert(data.remarks.includes(said), data.remarks.join());
    // Means and deviations of the scaled training columns are 0 and 1.
    for (let column = 0; column < 3; column++) {
      const values = [...denseExamples(data.train).values].filter((_, i) => i % 3 === column);
      const mean = values.reduce((a, b) => a + b) / values.length;
      const square = values.reduce((a, b) => a + b * b, 0) / values.length;
      assertAlmostEquals(mean, 0, 1e-5);
      assertAlmostEquals(square, 1, 1e-5);
    }
    const other = join(directory, "other.csv");
    await Deno.writeTextFile(other, "a,b,c\n1,,1100\n2,3,1200");
    const { examples } = await readOtherExamples(run, other, { split: "test" });
    assertAlmostEquals(
      denseExamples(examples).values[1],
      (fill![1] - scaling!.offset[1]) / scaling!.factor[1],
      1e-6,
    );
  });
}

Deno.test("empty cells are refused unless they are to be filled, with both ways out", async () => {
  const { message } = await assertRejects(() => train({}), SyntaxError);
  assertEquals(
    message,
    `Cannot read ${path} as CSV: row 2, column "b" is empty; --set data.missing=drop leaves out such rows, data.missing=mean fills such cells`,
  );
});

Deno.test("a column without any value is not filled, and values of two kinds are not scaled", async () => {
  const empty = join(directory, "empty.csv");
  await Deno.writeTextFile(empty, ["a,b", ...rows.map(([a]) => `${a},`)].join("\n"));
  await assertRejects(
    () =>
      train({ "data.name": empty, "data.missing": "mean", "data.columns": { take: ["a", "b"] } }),
    RangeError,
    "Cannot fill the column b: no training example has a value in it",
  );
  await assertRejects(
    () => train({ "data.missing": "drop", "data.binarize": "threshold", "data.scale": "unit" }),
    TypeError,
    "Cannot prepare values that data.binarize makes 0 or 1 so: set data.scale=none",
  );
});
