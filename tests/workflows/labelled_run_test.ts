/** A run that is a stack of machines with label units on top, from training to what it dreams. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { classifyByBelief, hiddenMeans } from "../../src/boltzmann/mod.ts";
import { wholeBatch } from "../../src/data/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { encodeImageSheet } from "../../src/plots/png.ts";
import { machinesOf } from "../../src/pretraining/mod.ts";
import { autoencoderCheckpoint, readCheckpoint } from "../../src/runs/checkpoint.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { readStart } from "../../src/runs/read_start.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { dreamRun } from "../../src/workflows/belief/dream_run.ts";
import { runLikelihood } from "../../src/workflows/belief/run_likelihood.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { trainedSoFar } from "../../src/workflows/training/trained_so_far.ts";
import { isthmus } from "../cli/isthmus.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const machines = (more: Record<string, unknown>) => ({
  train: "machines",
  training: { epochs: 2, batchSize: 8, learningRate: 0.2, binarize: "draw" },
  ...more,
});

/** A training that leaves a machine as it was drawn, but for a step. */
const ONE_STEP = { epochs: 1, batchSize: 1000, learningRate: 1e-6 };

const recipe = (overrides: Record<string, unknown> = {}) =>
  readRecipe("strokes-dreams", {
    "data.count": 320,
    "model.nodes": [30],
    "model.codeSize": 20,
    stages: [machines({ classes: 10 })],
    ...overrides,
  });

const whole = join(directory, "whole");
{
  using run = await prepareNewRun(recipe(), { out: whole });
  await finishRun(run, await trainToEnd(run));
}
const run = await openRun(whole);
const stack = machinesOf(run.model.plan, run.model.params);

Deno.test("the top machine has the label units, beside the parameters of the model", () => {
  assertEquals(stack.map(({ spec: { visible, hidden } }) => [visible.size, hidden.size]), [
    [784, 30],
    [40, 20],
  ]);
  assertEquals(stack[1].spec.visible.classes, 10);
  const { params } = run.model, [, top] = stack;
  assertEquals(params["labels.weight"].shape, [10, 20]);
  assertEquals(top.params.weight.values.slice(30 * 20), params["labels.weight"].values);
  assertEquals(top.params.visibleBias.values.slice(30), params["labels.bias"].values);
  assertEquals(top.params.weight.values.slice(0, 30 * 20), params["encoder.3.weight"].values);
  assert(params["labels.weight"].values.some((value) => Math.abs(value) > 0.01));
});

Deno.test("a run that is interrupted anywhere comes to the same label units", async () => {
  // At the end of the first stage, within that of the labels, and at its end.
  for (const after of [78, 90, 156]) {
    const out = join(directory, `cut-${after}`), controller = new AbortController();
    {
      using run = await prepareNewRun(recipe(), { out });
      let seen = 0;
      const end = await runTraining(run, {
        signal: controller.signal,
        show: () => {
          if (++seen === after) controller.abort();
        },
      });
      assertEquals(end.type, "interrupted");
    }
    using resumed = await prepareResumedRun(out, { overrides: {} });
    await finishRun(resumed, await trainToEnd(resumed));
    const files = [whole, out].map((folder) => Deno.readFile(join(folder, RUN_FILES.weights)));
    const [expected, found] = await Promise.all(files);
    assertEquals(found, expected, `after ${after}`);
  }
});

Deno.test("what a checkpoint of the end holds is finished with its label units", async () => {
  const checkpoint = await readCheckpoint(whole, autoencoderCheckpoint(run.config));
  const { params } = trainedSoFar(checkpoint!);
  assertEquals(Object.keys(params).sort(), Object.keys(run.model.params).sort());
  assertEquals(params["labels.weight"], run.model.params["labels.weight"]);
  // Another training that starts from the weights has no room for them.
  assert(!("labels.weight" in (await readStart(whole)).params));
});

Deno.test("an evaluation says how often the free energy is right about the class", async () => {
  const { test } = await readRunData(run), { count } = test;
  const x = { shape: [count, 784], values: wholeBatch(test).values };
  const probabilities = classifyByBelief(stack, x);
  const below = hiddenMeans(stack[0].params, stack[0].spec, x);
  assertEquals(below.shape, [count, 30]);
  const right = Array.from(test.labels!).filter((label, i) => {
    const own = probabilities.values.subarray(10 * i, 10 * i + 10);
    assertAlmostEquals(own.reduce((sum, p) => sum + p), 1, 1e-5);
    return own.every((p) => p <= own[label]);
  }).length;
  const sentence = `By the free energy with each of 10 label units ${
    (100 * right / count).toFixed(2)
  } % of the test examples are put into their class.`;
  const evaluation = JSON.parse(await Deno.readTextFile(join(whole, RUN_FILES.evaluation)));
  assertEquals(evaluation.measures.freeEnergyAccuracy, {
    sentence,
    values: { accuracy: right / count, classes: 10 },
  });
  for (const file of [RUN_FILES.report, RUN_FILES.card]) {
    assertStringIncludes(await Deno.readTextFile(join(whole, file)), sentence);
  }
});

Deno.test("it dreams of each class: a column of the picture, and of the report, is one", async () => {
  const out = join(directory, "dreams.png");
  const { stdout } = await isthmus(
    ...["dreams", whole, "--count", "20", "--steps", "3", "--out", out, "--json"],
  );
  const said = { run: whole, out, count: 20, steps: 3, from: "random" };
  assertEquals(JSON.parse(stdout), { ...said, machines: [[784, 30], [40, 20]], classes: 10 });
  const { values } = await dreamRun(run, { count: 20, steps: 3, from: "random", seed: 0 });
  const sheet = { images: values, shape: [28, 28, 1], columns: 10, gap: 2, scale: 2 };
  assertEquals(await Deno.readFile(out), encodeImageSheet(sheet));
  const report = await Deno.readTextFile(join(whole, RUN_FILES.report));
  assertStringIncludes(report, "<h2>Dreams</h2>");
  assertStringIncludes(report, "; a column for each class, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
});

Deno.test("the likelihood is that of the machines below, and of none where there is one alone", async () => {
  const found = await runLikelihood(run, { chains: 2, samples: 2, temperatures: 50 });
  if (!("depths" in found)) throw new Error("expected a bound for each depth");
  assertEquals([found.depths.length, found.isLabelled], [1, true]);
  const { stderr } = await isthmus(
    ...["likelihood", whole, "--chains", "2", "--samples", "2", "--temperatures", "50"],
  );
  assertStringIncludes(stderr, "The top machine has label units, whose log Z is not estimated");
  const out = join(directory, "single");
  const single = recipe({ "model.nodes": [] });
  {
    using prepared = await prepareNewRun(single, { out });
    await finishRun(prepared, await trainToEnd(prepared));
  }
  const one = await openRun(out);
  await assertRejects(
    () => runLikelihood(one, {}),
    RangeError,
    "Cannot estimate the likelihood of a machine with label units: its log Z is not known",
  );
  const { classes } = await dreamRun(one, { count: 10, steps: 1, from: "data", seed: 0 });
  assertEquals(classes, 10);
});

Deno.test("label units that tell no class are said to be no better than one class for all", async () => {
  const out = join(directory, "untrained"),
    stages = [machines({ classes: 10, training: ONE_STEP })];
  using prepared = await prepareNewRun(recipe({ stages }), { out });
  assert(prepared.data.remarks.includes(
    "For stages.0: All 304 training examples are one batch, so that an epoch is a single step: " +
      "stages.0.training.batchSize=16 would take 19, or train for more epochs.",
  ));
  const { evaluation } = await finishRun(prepared, await trainToEnd(prepared));
  assertMatch(
    evaluation.measures!.freeEnergyAccuracy.sentence,
    /are put into their class, no more than if all were put into the largest class \(1\d.\d\d %\)\.$/,
  );
});

Deno.test("label units that cannot be are refused before anything is trained", async () => {
  const refused = async (overrides: Record<string, unknown>, sentence: string) => {
    const out = join(directory, "refused");
    await assertRejects(
      async () => await prepareNewRun(recipe(overrides), { out }),
      Error,
      sentence,
    );
    await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
  };
  await refused(
    { stages: [machines({ classes: 4 })] },
    'Cannot train 4 label units on strokes: its examples have 10 classes, set "classes" to 10',
  );
  await refused(
    { stages: [machines({ layers: [1], classes: 10 }), machines({ layers: [2] })] },
    "Cannot give label units to hidden layer 1: they stand beside the top machine alone, hidden layer 2",
  );
  await refused(
    { "training.epochs": 1 },
    "stages.0.classes gives the top machine label units, and the training of the whole would leave no " +
      "machine of it; set training.epochs=0",
  );
  await refused(
    { "model.codeActivation": "linear" },
    "Cannot give label units to hidden layer 2, of gaussian units",
  );
});
