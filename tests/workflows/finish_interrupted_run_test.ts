/** Trainings that are interrupted, and finished as they are. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { readEvaluation } from "../../src/evaluation/record/evaluation_file.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readHistory } from "../../src/runs/read_history.ts";
import { lockRun, RUN_FILES } from "../../src/runs/run_folder.ts";
import { startRunBackend } from "../../src/runs/start_run_backend.ts";
import { type FinishOptions, finishRun } from "../../src/workflows/training/finish_run.ts";
import { type PreparedRun, prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { renewReport } from "../../src/workflows/renew_report.ts";
import { prepareInterruptedRun, prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { trainedSoFar } from "../../src/workflows/training/trained_so_far.ts";
import { writeRecipe } from "./points.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const points = writeRecipe(directory);

/** Ten steps an epoch, four epochs. */
const recipe = readRecipe(points);

/** Trains a prepared run until it has taken so many steps. */
async function trainUntil(step: number, run: PreparedRun): Promise<void> {
  const controller = new AbortController();
  const show = (event: { type: string; step?: number }) => {
    if (event.type === "step" && event.step === step) controller.abort();
  };
  const { type } = await runTraining(run, { signal: controller.signal, show });
  assertEquals(type, "interrupted");
}

/** A new run that was interrupted after so many steps. */
async function interrupted(step: number, overrides: Record<string, unknown> = {}): Promise<string> {
  const out = await Deno.makeTempDir({ dir: directory });
  using run = await prepareNewRun(readRecipe(points, overrides), { out });
  await trainUntil(step, run);
  return out;
}

async function finish(folder: string, options: FinishOptions = {}) {
  using run = await prepareInterruptedRun(folder);
  return await finishRun(run, trainedSoFar(run.from), options);
}

/** A training that nothing interrupted. */
const whole = await (async () => {
  const out = join(directory, "whole");
  using run = await prepareNewRun(recipe, { out });
  return await finishRun(run, await trainToEnd(run));
})();

const read = (folder: string, path: string) => Deno.readTextFileSync(join(folder, path));

async function refusal(folder: string): Promise<string> {
  const { message } = await assertRejects(() => prepareInterruptedRun(folder), Error);
  return message.replaceAll(folder, "RUN");
}

Deno.test("an interrupted run is finished with the best epoch so far, and says how far it came", async () => {
  const folder = await interrupted(27), stages: string[] = [];
  const { run, evaluation } = await finish(folder, { onStage: (stage) => stages.push(stage) });
  assertEquals(stages, [
    "Exporting to ONNX",
    "Measuring the errors for thresholds",
    "Measuring PCA",
    "Measuring the test error",
    "Writing the report",
  ]);
  assertEquals(run.stopped, { epochs: 2, step: 27 });
  const opened = await openRun(folder), history = await readHistory(folder);
  assertEquals(opened, run);
  // The best of the two epochs that ended, as an uninterrupted training kept them, too.
  const losses = (await readHistory(whole.run.directory)).map((epoch) => epoch.validationLoss!);
  assertEquals(history.map((epoch) => epoch.validationLoss), losses.slice(0, 2));
  assertEquals(run.bestEpoch, losses[1] < losses[0] ? 2 : 1);
  assertEquals(await readEvaluation(folder), evaluation);
  const files = (run: string) => Object.keys(JSON.parse(read(run, RUN_FILES.manifest)).files);
  assertEquals(files(folder), files(whole.run.directory));
  assert(read(folder, RUN_FILES.card).includes("for 2 of 4 epochs"));
  const report = read(folder, RUN_FILES.report);
  assert(report.includes("It was trained for 2 of 4 epochs."));
  assert(report.includes("2 of 4, left after step 27"));
  assert(!read(whole.run.directory, RUN_FILES.report).includes("It was trained for"));
});

Deno.test("a run that was finished early goes on to the bytes of one that nothing interrupted", async () => {
  const folder = await interrupted(27);
  await finish(folder);
  {
    using resumed = await prepareResumedRun(folder, { overrides: {} });
    assertEquals(resumed.from?.snapshot.progress.step, 27);
    await trainUntil(35, resumed);
  }
  // What went on can be finished once more, and its report says of the weights alone.
  const report = await (async () => {
    const run = await openRun(folder);
    await startRunBackend(run.config);
    await renewReport(run, { others: [] });
    return read(folder, RUN_FILES.report);
  })();
  assert(report.includes("2 of 4, left after step 27"));
  assertEquals((await finish(folder)).run.stopped, { epochs: 3, step: 35 });
  using resumed = await prepareResumedRun(folder, { overrides: {} });
  const { run } = await finishRun(resumed, await trainToEnd(resumed));
  assertEquals(run.stopped, undefined);
  const { weights, metrics, model, trainingErrors, validationErrors } = RUN_FILES;
  for (const path of [weights, metrics, model, trainingErrors, validationErrors]) {
    const [found, expected] = [folder, whole.run.directory].map((run) =>
      Deno.readFileSync(join(run, path))
    );
    assertEquals(found, expected, path);
  }
});

Deno.test("before the first epoch ends, and without validation, the last parameters are those to finish", async () => {
  const folder = await interrupted(4), other = await interrupted(13, { "data.validation": 0 });
  const [first, second] = [(await finish(folder)).run, (await finish(other)).run];
  assertEquals([first.bestEpoch, first.stopped], [1, { epochs: 0, step: 4 }]);
  assertEquals(await readHistory(folder), []);
  assertEquals([second.bestEpoch, second.stopped], [2, { epochs: 1, step: 13 }]);
  using resumed = await prepareResumedRun(folder, { overrides: {} });
  assertEquals(resumed.from?.snapshot.params, first.model.params);
});

Deno.test("a training that came to its end and was not exported is finished as if nothing had been", async () => {
  const folder = await Deno.makeTempDir({ dir: directory });
  {
    using run = await prepareNewRun(recipe, { out: folder });
    await trainToEnd(run);
  }
  const { run } = await finish(folder);
  assertEquals([run.stopped, run.bestEpoch], [undefined, whole.run.bestEpoch]);
  assertEquals(
    await Deno.readFile(join(folder, RUN_FILES.weights)),
    await Deno.readFile(join(whole.run.directory, RUN_FILES.weights)),
  );
});

Deno.test("metrics of epochs that a killed training lost are not those of the finished run", async () => {
  const folder = await interrupted(27), path = join(folder, RUN_FILES.metrics);
  await Deno.copyFile(join(whole.run.directory, RUN_FILES.metrics), path);
  await finish(folder);
  assertEquals((await readHistory(folder)).length, 2);
});

Deno.test("finishing that was interrupted itself is taken up again", async () => {
  const folder = await interrupted(27), controller = new AbortController();
  const onStage = (stage: string) => {
    if (stage === "Measuring PCA") controller.abort();
  };
  const error = await assertRejects(() => finish(folder, { signal: controller.signal, onStage }));
  assertEquals(error, controller.signal.reason);
  await openRun(folder);
  assertEquals((await finish(folder)).run.stopped, { epochs: 2, step: 27 });
});

Deno.test("what is finished, what is not begun and what is locked are not finished", async () => {
  const finished = 'Cannot finish RUN: it is finished; "report RUN" writes its report anew, ' +
    '"export RUN" its ONNX files';
  assertEquals(await refusal(whole.run.directory), finished);
  const folder = await interrupted(27);
  const lock = lockRun(folder);
  assertEquals(
    await refusal(folder),
    "Cannot write into RUN: another command is writing there; wait until it has ended",
  );
  lock[Symbol.dispose]();
  await finish(folder);
  assertEquals(await refusal(folder), finished);
  const begun = await Deno.makeTempDir({ dir: directory });
  (await prepareNewRun(recipe, { out: begun }))[Symbol.dispose]();
  assertEquals(
    await refusal(begun),
    'Cannot finish RUN: nothing of it is trained yet; train it with "train --resume RUN"',
  );
});

Deno.test("a run whose data changed is not finished", async () => {
  const data = await Deno.makeTempDir({ dir: directory }), name = join(data, "points.csv");
  await Deno.copyFile(join(directory, "points.csv"), name);
  const folder = await interrupted(13, { "data.name": name });
  await Deno.writeTextFile(name, "1,1,1,1,1\n", { append: true });
  const message = await refusal(folder);
  assert(
    /^Cannot finish RUN: the data changed \(sha256 was .*\); put back what it was$/.test(message),
    message,
  );
});
