/** Sections of a report of a table: the names of columns, and numbers in their own units. */
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { encodeNpy, wholeBatch } from "../../../src/data/mod.ts";
import { createRng } from "../../../src/core/rng.ts";
import { gatherSections } from "../../../src/report/sections/mod.ts";
import { columnStatistics } from "../../../src/report/pictures/column_statistics.ts";
import { shownExamples } from "../../../src/report/pictures/shown_examples.ts";
import { drawPage } from "../draw_page.ts";
import { trainedContext } from "../trained_context.ts";

const COLUMNS = 5, COUNT = 200;

const directory = await Deno.makeTempDir();

/** Columns of scales from 1 to 10,000, and one that does not vary. */
async function writeTable(path: string): Promise<void> {
  const rng = createRng(3), values = new Float32Array(COUNT * COLUMNS);
  for (let row = 0; row < COUNT; row++) {
    const [a, b] = [rng.uniform(), rng.uniform()];
    values.set([a, 100 * b, 1e4 * (a + b), 10 + a - b, 7], row * COLUMNS);
  }
  await Deno.writeFile(path, encodeNpy({ shape: [COUNT, COLUMNS], values }));
}

await writeTable(join(directory, "table.npy"));
const read = await trainedContext(directory, {
  encoder: [{ type: "dense", units: 2 }],
  loss: "mean-squared-error",
  outputActivation: "linear",
  penalties: [{ type: "contractive", coefficient: 1e-3 }],
}, {
  "data.name": join(directory, "table.npy"),
  "data.count": null,
  "data.test": 40,
  "data.scale": "standard",
});
const columns = ["a", "b", "c", "d", "e"];
const { preprocessor } = read, scaling = preprocessor.scaling!;
const context = { ...read, preprocessor: { ...preprocessor, columns } };
const gathered = await gatherSections(context);
const { test } = context.data, inputs = wholeBatch(test).values;
const outputs = (await read.autoencoder.reconstruct(wholeBatch(test))).values;
const ofTexts = await gatherSections({
  ...context,
  preprocessor: {
    kind: "text",
    inputShape: [5],
    bytesScale: 1,
    words: { vocabulary: columns, weights: "counts" },
  },
});
await read.autoencoder.dispose();
await Deno.remove(directory, { recursive: true });

const errors = Array.from({ length: 40 }, (_, row) => {
  let sum = 0;
  for (let i = row * COLUMNS; i < (row + 1) * COLUMNS; i++) sum += (inputs[i] - outputs[i]) ** 2;
  return sum;
});

Deno.test("a report of a table draws no pictures", () => {
  const { reconstructions, weights, generated, tangents, featureMaps } = gathered;
  assertEquals(
    [reconstructions, weights, generated, tangents, featureMaps],
    Array(5).fill(undefined),
  );
  assert(!drawPage(gathered).includes("<img"));
});

Deno.test("rows are the first ones and those of the largest errors, in the units of the table", () => {
  const { columns: names, examples, isScaled } = gathered.reconstructedRows!;
  assertEquals([names, isScaled], [columns, true]);
  const worst = [...errors.keys()].sort((a, b) => errors[b] - errors[a]).slice(0, 3);
  const rows = [0, 1, 2, 3, 4, ...worst.filter((row) => row > 4)];
  assertEquals(examples.map(({ name }) => name), rows.map((row) => `Example ${row}`));
  assertEquals(examples.map(({ isWorst }) => isWorst), rows.map((row) => worst.includes(row)));
  const { deviation } = columnStatistics(context.data.train);
  examples.forEach(({ values, reconstruction, deviations, errors: [own] }, i) => {
    assertAlmostEquals(own.error, errors[rows[i]], 1e-4);
    for (let column = 0; column < COLUMNS; column++) {
      const at = rows[i] * COLUMNS + column;
      const unit = (value: number) => value * scaling.factor[column] + scaling.offset[column];
      assertAlmostEquals(values[column], unit(inputs[at]), 1e-2);
      assertAlmostEquals(reconstruction[column], unit(outputs[at]), 1e-2);
      const expected = Math.abs(inputs[at] - outputs[at]) / deviation[column];
      if (column < 4) assertAlmostEquals(deviations[column], expected, 1e-4);
      else assertEquals(deviations[column], NaN);
    }
  });
});

Deno.test("the row of the largest error is marked, and what does not vary has no error", () => {
  const { examples: [example], isScaled } = gathered.reconstructedRows!;
  const page = drawPage({ reconstructedRows: { columns, examples: [example], isScaled } });
  const most = example.deviations.slice(0, 4).reduce((a, b) => Math.max(a, b));
  const [, largest] = page.match(/<tr class="largest"><th scope="row">(.)</)!;
  assertEquals(largest, columns[example.deviations.indexOf(most)]);
  assertEquals(page.match(/class="largest"/g)?.length, 1);
  assertStringIncludes(page, ">7<");
  assertEquals(page.match(/>–</g)?.length, 1);
  assertStringIncludes(page, "on the common scale that the model sees them on.");
});

Deno.test("wide rows show the columns of the largest errors, in their order", () => {
  const size = 40, names = Array.from({ length: size }, (_, i) => `c${i}`);
  const zeros = new Float32Array(size);
  const page = drawPage({
    reconstructedRows: {
      columns: names,
      isScaled: false,
      examples: [{
        name: "wide",
        isWorst: false,
        errors: [{ method: "autoencoder", error: 1 }],
        values: zeros,
        reconstruction: zeros,
        deviations: zeros.map((_, i) => i % 2 === 0 ? 1 + i : 0.01),
      }],
    },
  });
  const shown = [...page.matchAll(/<th scope="row">([^<]*)/g)].map(([, name]) => name);
  assertEquals(shown, names.filter((_, i) => i % 2 === 0).slice(-16));
  assertStringIncludes(page, "the 16 of 40 columns with the largest errors");
});

Deno.test("units are lists of their largest weights by column", () => {
  const { path, what, units, caption } = gathered.namedWeights!;
  assertEquals([path, what, units.length], ["encoder.0", "unit", 2]);
  assertStringIncludes(caption, "by the columns of its largest weights");
  const { values } = read.run.model.params["encoder.0.weight"];
  units.forEach(({ index, weights }) => {
    const own = columns.map((name, i) => ({ name, value: values[i * 2 + index] }))
      .filter(({ value }) => value !== 0)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    assertEquals(weights, own);
  });
});

Deno.test("generated rows lie in the units of the table, beside its range", () => {
  const { names, values, low, high } = gathered.generatedRows!;
  assertEquals([names.length, values.length], [6, 6 * COLUMNS]);
  assert(low[2] > 1e3 && high[2] < 2e4 && low[2] < high[2]);
  // All that is drawn of a linear decoder lies about where the data do.
  for (let row = 0; row < 6; row++) assert(Math.abs(values[row * COLUMNS + 4] - 7) < 3);
});

Deno.test("tangents are lists of changes by column", () => {
  const { examples } = gathered.namedTangents!;
  assertEquals(examples.map(({ directions }) => directions.length), [2, 2, 2]);
  for (const { directions } of examples) {
    for (const { changes } of directions) {
      const length = changes.reduce((sum, { value }) => sum + value ** 2, 0);
      assertAlmostEquals(length, 1, 1e-4);
    }
  }
});

Deno.test("of texts the report shows words", () => {
  const { reconstructedTexts, generatedTexts, namedWeights, reconstructedRows } = ofTexts;
  assertEquals(reconstructedRows, undefined);
  assertEquals(reconstructedTexts!.examples[0].name, "Example 0");
  assertEquals(generatedTexts!.texts.length, 9);
  assertStringIncludes(namedWeights!.caption, "by the words of its largest weights");
  assert(!drawPage(ofTexts).includes("<img"));
});

Deno.test("examples that are shown have their ids and their classes", async () => {
  const values = new Float32Array([1, 2, 3, 4]), shape = [1];
  const examples = {
    shape,
    count: 4,
    values,
    labels: new Int32Array([1, 0, 1, 1]),
    ids: ["w", "x", "y", "z"],
  };
  const autoencoder = {
    ...read.autoencoder,
    reconstruct: () => Promise.resolve({ shape: [4, 1], values: new Float32Array([1, 2, 0, 2]) }),
  };
  const shown = await shownExamples({ autoencoder, beside: [], pca: undefined }, examples, {
    classes: ["no", "yes"],
  });
  const all = shown.map(({ name }) => name);
  assertEquals(all, ["x: no", "w: yes", "y: yes", "z: yes"]);
});
