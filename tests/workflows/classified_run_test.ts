/** A recipe whose last training is a classifier, interrupted anywhere and gone on with. */
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { classifierOf } from "../../src/recipes/mod.ts";
import { autoencoderCheckpoint, readCheckpoint } from "../../src/runs/checkpoint.ts";
import { type ClassifierRecord, readClassifierRecord } from "../../src/runs/classifier_record.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { addClassifierToRun } from "../../src/workflows/classifier/add_classifier.ts";
import { finishedBefore } from "../../src/workflows/training/finished_before.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { isthmus } from "../cli/isthmus.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Two kinds of points, each about a corner of its own. */
const table = join(directory, "points.csv");
{
  const rng = createRng(6);
  const lines = Array.from({ length: 300 }, (_, i) => {
    const isCat = i % 2 === 0, corner = isCat ? [0.2, 0.8, 0.1] : [0.8, 0.1, 0.9];
    const values = corner.map((value) => (value + 0.1 * rng.normal()).toFixed(4));
    return `${values.join()},${isCat ? "cat" : "dog"}`;
  });
  await Deno.writeTextFile(table, ["a,b,c,label", ...lines].join("\n"));
}

/** Three epochs of the head alone, then four of both. */
const CLASSIFIER = {
  labels: 40,
  validation: "held-out",
  headEpochs: 3,
  training: { epochs: 4, batchSize: 10 },
};

function writeRecipe(name: string, more: Record<string, unknown> = {}): string {
  const path = join(directory, `${name}.json`);
  Deno.writeTextFileSync(
    path,
    JSON.stringify({
      name,
      description: "Points of two kinds",
      data: { name: table, validation: 30, scale: "standard" },
      model: { codeSize: 2, nodes: [6], loss: "mean-squared-error" },
      training: { epochs: 2, batchSize: 32 },
      classifier: CLASSIFIER,
      seed: 3,
      ...more,
    }),
  );
  return path;
}

const path = writeRecipe("points"), whole = join(directory, "whole");
const trained = isthmus("train", path, "--out", whole, "--json");

/** The record of a run's classifier without the time that it took. */
async function recordOf(run: string): Promise<Omit<ClassifierRecord, "seconds">> {
  const { seconds: _, ...record } = (await readClassifierRecord(run))!;
  return record;
}

Deno.test("train trains the classifier of its recipe last, and its result, report and card tell of it", async () => {
  const { code, stdout, stderr } = await trained;
  assertEquals(code, 0, stderr);
  const { classifier, evaluation } = JSON.parse(stdout);
  assertEquals(evaluation.test, 30);
  assertEquals([classifier.train, classifier.validation, classifier.test.examples], [40, 30, 30]);
  assertEquals(
    classifier.history.map(({ stage, epoch }: { stage?: number; epoch: number }) =>
      `${stage}:${epoch}`
    ).join(" "),
    "1:1 1:2 1:3 undefined:1 undefined:2 undefined:3 undefined:4",
  );
  assertMatch(stderr, /Training the classifier …\nstage 1 of 1 \(the head alone\):\n/);
  assertMatch(stderr, /\nencoder and head:\n/);
  const report = await Deno.readTextFile(join(whole, RUN_FILES.report));
  assert(report.includes("It learnt from 40 labelled examples, and 30 others chose epoch"));
  assert(report.includes("Accuracy on the validation examples by epoch"));
  assert(report.includes("Loss of the stages by epoch"));
  const card = await Deno.readTextFile(join(whole, RUN_FILES.card));
  assert(card.includes("It learnt from 40 labelled examples"), card);
  assert(card.includes(RUN_FILES.classifier));
});

Deno.test("evaluate prints how often the classifier is right, on other labelled data by their names", async () => {
  await trained;
  const { test } = await recordOf(whole), { mistakes: _, ...figures } = test;
  const own = await isthmus("evaluate", whole, "--json");
  assertEquals(JSON.parse(own.stdout).trainedClassifier, figures);
  const text = await isthmus("evaluate", whole);
  assertMatch(
    text.stdout,
    /The classifier of the run puts \d+\.\d\d % of 30 examples into their class/,
  );
  // The dogs alone, whose number is another there.
  const dogs = join(directory, "dogs.csv");
  const lines = (await Deno.readTextFile(table)).split("\n");
  await Deno.writeTextFile(
    dogs,
    [lines[0], ...lines.filter((line) => line.endsWith("dog"))].join("\n"),
  );
  const other = await isthmus("evaluate", whole, "--data", dogs, "--json");
  assertEquals(other.code, 0, other.stderr);
  const { confusion } = JSON.parse(other.stdout).trainedClassifier;
  assertEquals([confusion[0], confusion[1][0] + confusion[1][1]], [[0, 0], 150]);
});

Deno.test("a classifier interrupted in its head, between and in the whole goes on bit for bit", async () => {
  await trained;
  const expected = await recordOf(whole),
    onnx = await Deno.readFile(join(whole, RUN_FILES.classifier));
  const run = await openRun(whole), recipe = classifierOf(run.config.recipe)!;
  // Four steps an epoch: within the head, at its last step, and in the second epoch of both.
  for (const after of [6, 15, 22]) {
    const controller = new AbortController();
    let seen = 0;
    const end = await addClassifierToRun(run, recipe, {
      signal: controller.signal,
      show: () => {
        if (++seen === after) controller.abort();
      },
    });
    assertEquals(end.type, "interrupted");
    const resumed = await isthmus("train", "--resume", whole, "--json");
    assertEquals(resumed.code, 0, resumed.stderr);
    assertEquals(await recordOf(whole), expected);
    assertEquals(await Deno.readFile(join(whole, RUN_FILES.classifier)), onnx);
    // The autoencoder was finished before, and is not measured again.
    assert(!resumed.stderr.includes("Measuring"), resumed.stderr);
  }
});

Deno.test("a run is finished before where its manifest is of its weights, and else is not", async () => {
  await trained;
  const { directory, config, model: { plan } } = await openRun(whole);
  const { snapshot } = (await readCheckpoint(directory, autoencoderCheckpoint(config)))!;
  const found = await finishedBefore({ directory, plan }, snapshot);
  assertEquals([found?.run.directory, found?.evaluation.test], [whole, 30]);
  const elsewhere = join(directory, "elsewhere");
  assertEquals(await finishedBefore({ directory: elsewhere, plan }, snapshot), undefined);
});

Deno.test("a checkpoint of a classifier with other options is not gone on with", async () => {
  await trained;
  const { code, stderr } = await isthmus("classifier", whole, "--labels", "20", "--resume");
  assertEquals(code, 1);
  assertMatch(
    stderr,
    /its classifier was begun with other options, or from other weights; "classifier .*" without --resume/,
  );
});

Deno.test("a classifier that could not be trained is refused before any training", async () => {
  const out = join(directory, "never");
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ ...CLASSIFIER, labels: 280 }, /class \d has \d+, and 140 of it are needed; ask for fewer/],
    [{ ...CLASSIFIER, training: { frozen: ["encoder.9"] } }, /training.frozen/],
    [
      { ...CLASSIFIER, ladder: {} },
      /as a ladder network with headEpochs: all of it learns together/,
    ],
    [
      { labels: 40, ladder: { costs: [1, 2] } },
      /Cannot train a ladder network of 3 dense layers with 2 costs: expected 4/,
    ],
    [{ ...CLASSIFIER, augment: { shift: 1 } }, /Cannot augment .*expected pictures/],
    [
      { labels: 40, validation: 0, training: { earlyStopping: { patience: 2 } } },
      /its training.earlyStopping needs validation examples/,
    ],
  ];
  for (const [classifier, sentence] of cases) {
    const recipe = readRecipe(writeRecipe("refused", { classifier }));
    const { message } = await assertRejects(() => prepareNewRun(recipe, { out }), RangeError);
    assertMatch(message, sentence);
  }
  const held = writeRecipe("held", { data: { name: table, validation: 0, scale: "standard" } });
  const { code, stderr } = await isthmus("train", held, "--out", out);
  assertEquals(code, 2);
  assertMatch(stderr, /classifier.validation is "held-out", and nothing is held out/);
});

Deno.test("a ladder network is trained, interrupted and gone on with as other classifiers are", async () => {
  const out = join(directory, "ladder");
  const classifier = { labels: 20, validation: 0, ladder: { epochs: 2, costs: [10, 1, 0.1, 0.1] } };
  const model = {
    ...{ codeSize: 2, nodes: [6], activation: "relu", codeActivation: "relu" },
    loss: "mean-squared-error",
  };
  const recipe = writeRecipe("ladder", { classifier, model });
  const first = await isthmus("train", recipe, "--out", out, "--json");
  assertEquals(first.code, 0, first.stderr);
  const expected = await recordOf(out);
  assertEquals(Object.keys(expected.history[0].figures!).slice(0, 2), [
    "crossEntropy",
    "denoising.0",
  ]);
  assert(expected.parity < 1e-5);
  const card = await Deno.readTextFile(join(out, RUN_FILES.card));
  assert(card.includes("it is a ladder network, which saw the others without labels"));
  const run = await openRun(out), controller = new AbortController();
  const end = await addClassifierToRun(run, classifierOf(run.config.recipe)!, {
    signal: controller.signal,
    show: (event) => event.type === "step" && event.step === 3 && controller.abort(),
  });
  assertEquals(end.type, "interrupted");
  const resumed = await isthmus("train", "--resume", out);
  assertEquals(resumed.code, 0, resumed.stderr);
  assertEquals(await recordOf(out), expected);
});

Deno.test("a classifier of weights that are no longer those of the run goes with them", async () => {
  const out = join(directory, "left");
  const left = writeRecipe("left", { training: { epochs: 6, batchSize: 32 } });
  const first = await isthmus("train", left, "--out", out, "--json");
  assertEquals(first.code, 0, first.stderr);
  const kept = await recordOf(out);
  // Other weights: a change of one value, and the run is to be finished again.
  const file = join(out, RUN_FILES.classifierRecord);
  await Deno.writeTextFile(file, JSON.stringify({ ...kept, seconds: 1, weights: "other" }));
  await Deno.remove(join(out, RUN_FILES.manifest));
  await Deno.remove(join(out, RUN_FILES.classifierCheckpoint));
  const finished = await isthmus("finish", out, "--json");
  assertEquals(finished.code, 0, finished.stderr);
  assertEquals(await recordOf(out), kept);
});
