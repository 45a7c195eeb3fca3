/** A run whose hidden layers are trained one by one, interrupted anywhere and gone on with. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { readHistory } from "../../src/runs/read_history.ts";
import { readStart } from "../../src/runs/read_start.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { prepareInterruptedRun, prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { writeRecipe } from "./points.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const recipe = readRecipe(writeRecipe(directory), {
  "model.nodes": [6, 4],
  "stages": [
    { train: "layers", training: { epochs: 2, batchSize: 64 }, layers: [1, 2] },
    { train: "layers", training: { epochs: 1, batchSize: 64 }, layers: [3] },
  ],
});

const whole = join(directory, "whole");
{
  using run = await prepareNewRun(recipe, { out: whole });
  await finishRun(run, await trainToEnd(run));
}

/** Begins the run in a folder, and interrupts it after so many events. */
async function interrupted(name: string, after: number): Promise<string> {
  const out = join(directory, name), controller = new AbortController();
  using run = await prepareNewRun(recipe, { out });
  let seen = 0;
  const end = await runTraining(run, {
    signal: controller.signal,
    show: () => {
      if (++seen === after) controller.abort();
    },
  });
  assertEquals(end.type, "interrupted");
  return out;
}

Deno.test("a run keeps the epochs of its stages, and its report and card speak of them", async () => {
  const epochs = await readHistory(whole);
  assertEquals(
    epochs.map(({ stage, epoch }) => `${stage}:${epoch}`).join(" "),
    "1:1 1:2 2:1 2:2 3:1 undefined:1 undefined:2 undefined:3 undefined:4",
  );
  const report = await Deno.readTextFile(join(whole, RUN_FILES.report));
  assert(report.includes("Loss of the stages by epoch"));
  assert(report.includes("3 stages, 5 epochs"));
  const card = await Deno.readTextFile(join(whole, RUN_FILES.card));
  assert(card.includes("after 3 stages of pre-training of 5 epochs in all"), card);
});

Deno.test("a run that is interrupted in a stage, or between two, comes to the same weights", async () => {
  // Steps of a stage: 5 an epoch, and an event for each epoch; the second stage begins at event 13.
  for (const after of [1, 7, 12, 15, 24, 31, 40]) {
    const out = await interrupted(`cut-${after}`, after);
    using resumed = await prepareResumedRun(out, { overrides: {} });
    await finishRun(resumed, await trainToEnd(resumed));
    for (const file of [RUN_FILES.weights, RUN_FILES.metrics]) {
      const [expected, found] = await Promise.all(
        [whole, out].map((folder) => Deno.readFile(join(folder, file))),
      );
      assertEquals(found, expected, `${file} after ${after}`);
    }
  }
});

Deno.test("a run that stands in a stage is neither finished as it is nor started from", async () => {
  const out = await interrupted("in-a-stage", 15);
  const why =
    "it is in stage 2 of 3 of its pre-training, and the whole model is not trained yet; " +
    `go on with "train --resume ${out}"`;
  await assertRejects(() => prepareInterruptedRun(out), Error, `Cannot finish ${out}: ${why}`);
  await assertRejects(() => readStart(out), Error, `Cannot start from ${out}: ${why}`);
});

Deno.test("stages that do not fit the model are refused before a folder is made", async () => {
  const out = join(directory, "never");
  const machines = (more: Record<string, unknown>) => ({
    train: "machines",
    training: { epochs: 1, ...more },
  });
  const refused: [Record<string, unknown>, string][] = [
    [
      { stages: [{ ...recipe.stages![0], layers: [5] }] },
      "Cannot pre-train hidden layer 5: the model has 3, counted from 1",
    ],
    [
      {
        stages: [{ ...machines({}), visible: "gaussian", layers: [1] }],
        "model.activation": "sigmoid",
      },
      "expected about 0 and 1; set data.scale=standard",
    ],
    [
      { stages: [{ ...machines({}), layers: [1] }], "model.activation": "sigmoid" },
      "set data.scale=unit, or take Gaussian units with data.scale=standard",
    ],
    [
      { stages: [{ ...machines({ chains: 5 }), layers: [1] }], "model.activation": "sigmoid" },
      'Cannot keep 5 chains: set "persistent"',
    ],
  ];
  for (const [more, sentence] of refused) {
    const bad = readRecipe(writeRecipe(directory), {
      "model.nodes": [6, 4],
      "model.batchNormalization": false,
      ...more,
    });
    await assertRejects(() => prepareNewRun(bad, { out }), RangeError, sentence);
  }
  await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
});
