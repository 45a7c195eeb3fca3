import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { encodeNpy, strokes } from "../../src/data/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { evaluationSentences } from "../../src/evaluation/record/evaluation_sentences.ts";
import { evaluationTable } from "../../src/evaluation/record/evaluation_table.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { readOtherExamples } from "../../src/runs/run_data.ts";
import { REQUESTED_FILES, RUN_FILES } from "../../src/runs/run_folder.ts";
import { writePoints, writeRecipe } from "../workflows/points.ts";
import { trainPoints } from "../workflows/train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const run = (await trainPoints(directory)).run.directory;

Deno.test("a run that has no weights, or damaged ones, is not opened", async () => {
  const copy = await Deno.makeTempDir({ dir: directory });
  const path = join(copy, RUN_FILES.config);
  const config = await Deno.readTextFile(join(run, RUN_FILES.config));
  await Deno.writeTextFile(path, config);
  const opening = async () => (await assertRejects(() => openRun(copy), Error)).message;
  assertEquals(
    await opening(),
    `Cannot use ${copy}: its training did not finish; go on with "train --resume ${copy}", or use it as it is after "finish ${copy}"`,
  );
  const weights = await Deno.readFile(join(run, RUN_FILES.weights));
  await Deno.writeFile(join(copy, RUN_FILES.weights), weights.subarray(0, -4));
  assert((await opening()).includes("weights.safetensors as safetensors: "));
  await Deno.writeFile(join(copy, RUN_FILES.weights), weights);
  await Deno.writeTextFile(path, config.replace('"units": 6', '"units": 7'));
  assert((await opening()).includes('its "encoder.0.weight" is of shape [5, 6], config.json says'));
});

Deno.test("a run meets all of other data of its shape, and refuses data of another", async () => {
  const opened = await openRun(run);
  const other = await Deno.makeTempDir({ dir: directory });
  const points = writePoints(other, { seed: 9 });
  for (const split of ["train", "test"] as const) {
    const { examples: { shape, count } } = await readOtherExamples(opened, points, { split });
    assertEquals([shape, count], [[5], 400]);
  }
  const path = join(other, "wide.npy");
  await Deno.writeFile(path, encodeNpy({ shape: [50, 6], values: new Float32Array(300) }));
  const { message } = await assertRejects(
    () => readOtherExamples(opened, path, { split: "test" }),
    RangeError,
  );
  assertEquals(
    message,
    `Cannot use wide.npy with ${run}: its examples have shape [6], the model takes [5]`,
  );
});

Deno.test("vectors of a NumPy file and small images of IDX files train as well", async () => {
  const rng = createRng(1);
  const vectors = join(directory, "vectors.npy");
  const values = new Float32Array(120 * 3).map(() => rng.normal());
  await Deno.writeFile(vectors, encodeNpy({ shape: [120, 3], values }));
  const images = await Deno.makeTempDir({ dir: directory });
  await writeSmallImages(images);
  for (const [name, shape] of [[vectors, [3]], [images, [4, 4, 1]]] as const) {
    const { run, evaluation } = await trainPoints(directory, {
      "data.name": name,
      "data.validation": 0.1,
    });
    assertEquals(run.model.plan.spec.inputShape, [...shape]);
    const size = shape.reduce<number>((a, b) => a * b, 1);
    const { autoencoder: { squaredError, meanSquaredError }, parity } = evaluation;
    assert(parity.code < 1e-5 && parity.reconstruction < 1e-5);
    assert(Math.abs(squaredError / size - meanSquaredError) < 1e-9);
    const manifest = JSON.parse(await Deno.readTextFile(join(run.directory, RUN_FILES.manifest)));
    const others = [RUN_FILES.manifest, RUN_FILES.thresholdEncoder, ...REQUESTED_FILES];
    const expected = Object.values(RUN_FILES).filter((path) => !others.includes(path));
    assertEquals(Object.keys(manifest.files).sort(), expected.sort());
  }
});

Deno.test("few examples train, and PCA beside them has as many components as they vary in", async () => {
  const path = join(directory, "few.csv");
  // Columns i, i² and what is linear in them: two directions.
  await Deno.writeTextFile(
    path,
    Array.from({ length: 8 }, (_, i) => [i, i * i, 3, 7 - i, 2 * i, 1].join(",")).join("\n"),
  );
  const train = (codeSize: number) =>
    trainPoints(directory, {
      "data.name": path,
      "data.validation": 0.2,
      "data.test": 2,
      "model.codeSize": codeSize,
      "training.batchSize": 3,
    });
  const { run, evaluation } = await train(4);
  assertEquals([evaluation.pca?.components, evaluation.pca?.wanted], [2, 4]);
  assert(evaluation.pca!.meanSquaredError < 1e-6, String(evaluation.pca!.meanSquaredError));
  const sentence =
    "PCA has 2 components, not 4: the training examples vary in no other directions, rounding aside.";
  for (const file of [RUN_FILES.report, RUN_FILES.card]) {
    const text = await Deno.readTextFile(join(run.directory, file));
    assert(text.includes(sentence), file);
  }
  assertEquals(evaluationSentences(evaluation)[0], sentence);
  assertEquals(evaluationTable(evaluation).rows.map(([name]) => name), [
    "autoencoder",
    "PCA, 2 components",
  ]);
});

Deno.test("PCA is not measured beside a code that is as large as an input, and that is said", async () => {
  const { run, evaluation } = await trainPoints(directory, { "model.codeSize": 5 });
  assert(!("pca" in evaluation));
  const sentence =
    "PCA is not measured: with as many components as an input has values it loses nothing.";
  for (const file of [RUN_FILES.report, RUN_FILES.card]) {
    const text = await Deno.readTextFile(join(run.directory, file));
    assert(text.includes(sentence), file);
  }
  assertEquals(evaluationSentences(evaluation)[0], sentence);
  assertEquals(evaluationTable(evaluation).rows.map(([name]) => name), ["autoencoder"]);
});

Deno.test("data that the loss has no meaning for is refused before a folder is made", async () => {
  const out = join(directory, "never");
  const recipe = readRecipe(writeRecipe(directory), { "model.loss": "binary-cross-entropy" });
  await assertRejects(() => prepareNewRun(recipe, { out }), RangeError, "Cannot train on ");
  await assertRejects(
    () => prepareNewRun(readRecipe(writeRecipe(directory), { "data.name": "no.csv" }), { out }),
    Error,
    'Cannot find the data "no.csv"',
  );
  await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
});

/** Twenty times four images of 4 × 4, cut from strokes, with their labels, as IDX files. */
async function writeSmallImages(folder: string): Promise<void> {
  const { values, labels } = strokes(80, createRng(1));
  const big = (...numbers: number[]) => numbers.flatMap((n) => [n >>> 24, n >> 16, n >> 8, n]);
  const pixels = (i: number) =>
    Array.from(
      { length: 16 },
      (_, p) => values[i * 784 + (8 + 4 * (p >> 2)) * 28 + 8 + 4 * (p & 3)],
    );
  for (const [part, from, to] of [["train", 0, 60], ["t10k", 60, 80]] as const) {
    const rows = Array.from({ length: to - from }, (_, i) => from + i);
    await Deno.writeFile(
      join(folder, `${part}-images-idx3-ubyte`),
      Uint8Array.from([...big(2051, rows.length, 4, 4), ...rows.flatMap(pixels)]),
    );
    await Deno.writeFile(
      join(folder, `${part}-labels-idx1-ubyte`),
      Uint8Array.from([...big(2049, rows.length), ...rows.map((i) => labels![i])]),
    );
  }
}
