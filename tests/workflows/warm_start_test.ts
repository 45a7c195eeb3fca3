/** Trainings that start from the weights of another run. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import type { Recipe } from "../../src/recipes/mod.ts";
import { readPreprocessor } from "../../src/runs/preprocessor_file.ts";
import { readStart } from "../../src/runs/read_start.ts";
import { readRunConfig } from "../../src/runs/run_config.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import type { TrainingEvent } from "../../src/training/mod.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import {
  type NewRunOptions,
  type PreparedRun,
  prepareNewRun,
} from "../../src/workflows/prepare_run.ts";
import { prepareInterruptedRun, prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { trainedSoFar } from "../../src/workflows/training/trained_so_far.ts";
import { POINTS_RECIPE, writePoints, writeRecipe } from "./points.ts";
import { trainToEnd } from "./train_to_end.ts";
import { denseExamples } from "../../src/data/mod.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const folder = () => Deno.makeTempDir({ dir: directory });

const points = writeRecipe(directory);
const recipe = (overrides: Record<string, unknown> = {}) => readRecipe(points, overrides);

async function prepare(recipe: Recipe, options: NewRunOptions = {}): Promise<PreparedRun> {
  return await prepareNewRun(recipe, { out: await folder(), ...options });
}

async function trained(recipe: Recipe, options: NewRunOptions = {}) {
  using run = await prepare(recipe, options);
  return (await finishRun(run, await trainToEnd(run))).run;
}

/** Trains until so many steps are taken. */
async function trainUntil(step: number, run: PreparedRun): Promise<void> {
  const controller = new AbortController();
  const show = (event: TrainingEvent) => {
    if (event.type === "step" && event.step === step) controller.abort();
  };
  await runTraining(run, { signal: controller.signal, show });
}

/** The loss of the first step of a training. */
async function firstLoss(run: PreparedRun): Promise<number> {
  const losses: number[] = [];
  await trainToEnd(run, (event) => {
    if (event.type === "step") losses.push(event.loss);
  });
  return losses[0];
}

const first = await trained(recipe());

/** Other points near the same plane. */
const others = writePoints(await folder(), { seed: 2 });

/** One step over all examples, whose loss says what it started from. */
const still = { "training.epochs": 1, "training.batchSize": 320 };

Deno.test("a run starts from the weights of another, on other data and at another learning rate", async () => {
  const start = await readStart(first.directory);
  assertEquals(start.params, first.model.params);
  const changed = recipe({
    ...still,
    "data.name": others,
    "training.optimizer.learningRate": 1e-4,
  });
  using fresh = await prepare(changed);
  using warm = await prepare(changed, { start });
  assertEquals(warm.params, first.model.params);
  assertEquals(warm.from, undefined);
  assertEquals(warm.config.from, { run: first.directory, sha256: start.sha256 });
  assertEquals(readRunConfig(warm.directory), warm.config);
  const [cold, hot] = [await firstLoss(fresh), await firstLoss(warm)];
  assert(hot < cold / 2, `${hot}, ${cold}`);
  const { from, ...without } = warm.config;
  assert(from);
  assertEquals(without, fresh.config);
});

Deno.test("a run starts from the best weights so far of one that was interrupted, be it finished then or not", async () => {
  const out = await folder();
  {
    using run = await prepare(recipe(), { out });
    await trainUntil(27, run);
  }
  const before = await readStart(out);
  using run = await prepareInterruptedRun(out);
  const { run: { model } } = await finishRun(run, trainedSoFar(run.from));
  assertEquals(before.params, model.params);
  assertEquals((await readStart(out)).sha256, before.sha256);
});

Deno.test("a run with the weights of another goes on to the same bytes, from any place", async () => {
  const start = await readStart(first.directory), other = recipe({ "data.name": others });
  const whole = await trained(other, { start });
  for (const step of [0, 3, 20]) {
    const out = await folder();
    {
      using run = await prepare(other, { out, start });
      if (step > 0) await trainUntil(step, run);
    }
    using resumed = await prepareResumedRun(out, { overrides: {} });
    assertEquals(resumed.params !== undefined, step === 0);
    const { run: { model } } = await finishRun(resumed, await trainToEnd(resumed));
    assertEquals(model.params, whole.model.params, `after ${step} steps`);
  }
});

Deno.test("before its first step a run does not go on with other weights than it began with", async () => {
  const other = await trained(recipe({ seed: 9 })), out = await folder();
  {
    using _ = await prepare(recipe(), { out, start: await readStart(other.directory) });
  }
  await Deno.copyFile(
    join(first.directory, RUN_FILES.weights),
    join(other.directory, RUN_FILES.weights),
  );
  const { message } = await assertRejects(() => prepareResumedRun(out, { overrides: {} }), Error);
  assertEquals(
    message,
    `Cannot resume ${out}: the weights of ${other.directory} are not those that it began with; ` +
      `start a new run with --from ${other.directory}`,
  );
});

Deno.test("weights of another model are refused, with the first that differs and what would work", async () => {
  const start = await readStart(first.directory), run = first.directory;
  const remedy = `train the model of ${run} on examples of its shape, or leave out --from`;
  const wide = await assertRejects(() => prepare(recipe({ "model.nodes": [7] }), { start }));
  assertEquals(
    (wide as Error).message,
    `Cannot start from the weights of ${run}: their "encoder.0.weight" has shape [5, 6], the ` +
      `model's [5, 7]; ${remedy}`,
  );
  const plain = recipe({ "model.batchNormalization": false });
  const { message } = await assertRejects(() => prepare(plain, { start }), RangeError);
  assert(message.startsWith(`Cannot start from the weights of ${run}: they have no "`), message);
  assert(!message.includes("\n"));
});

Deno.test("a run of which nothing is trained has no weights to start from", async () => {
  const out = await folder();
  (await prepare(recipe(), { out }))[Symbol.dispose]();
  const { message } = await assertRejects(() => readStart(out), Error);
  assertEquals(
    message,
    `Cannot start from ${out}: nothing is trained there yet; train it with "train --resume ${out}"`,
  );
});

/** A table with names, its columns in any order, whose values lie at any height. */
async function table(columns: readonly string[], height: number): Promise<string> {
  const path = join(await folder(), "table.csv");
  const rows = Array.from(
    { length: 60 },
    (_, i) => columns.map((name) => height + (name.charCodeAt(0) * (i + 1)) % 23),
  );
  await Deno.writeTextFile(path, [columns, ...rows].map((row) => row.join()).join("\n"));
  return path;
}

const scaled = (name: string) =>
  recipe({
    "data.name": name,
    "data.validation": 0.1,
    "data.scale": "standard",
    "training.epochs": 1,
  });

Deno.test("a run takes over the scale and the order of the columns that the weights were learnt with", async () => {
  const from = await trained(scaled(await table(["a", "b", "c"], 0)));
  const start = await readStart(from.directory), scaling = start.preprocessor.scaling!;
  const other = scaled(await table(["c", "a", "b"], 100));
  const warm = await trained(other, { start });
  assertEquals(await readPreprocessor(warm.directory), start.preprocessor);
  const { test, remarks } = await readRunData(warm);
  // Values from 0 to 22 are some units apart, in which those from 100 to 122 are far off.
  const { values } = denseExamples(test);
  assert(values.every((value) => value > 10), values.join());
  using fresh = await prepare(other);
  assert(fresh.data.preparation!.scaling!.offset[0] !== scaling.offset[0]);
  using once = await prepare(other, { start });
  const { directory } = from;
  const said = (remarks: readonly string[]) => remarks.filter((remark) => !/batch/.test(remark));
  assertEquals(said(once.data.remarks).slice(-2), [
    "Its columns are put into the order of the training's, by their names.",
    `The scale of the values is that of ${directory}, which its weights were learnt with.`,
  ]);
  assert(remarks.includes("Its columns are put into the order of the training's, by their names."));
  // A resumed run has them from its own folder.
  const out = await folder();
  (await prepare(other, { start, out }))[Symbol.dispose]();
  using resumed = await prepareResumedRun(out, { overrides: {} });
  assertEquals(resumed.data, { ...once.data, remarks: said(once.data.remarks) });
});

Deno.test("another kind of scale than that of the weights is fitted anew, and said", async () => {
  const from = await trained(scaled(await table(["a", "b", "c"], 0)));
  const start = await readStart(from.directory), name = await table(["a", "b", "c"], 50);
  using none = await prepare(recipe({ "data.name": name, "data.validation": 0.1 }), { start });
  assertEquals(none.data.preparation?.scaling, undefined);
  const remark =
    `The weights of ${from.directory} were learnt with data.scale=standard, this training has none.`;
  assert(none.data.remarks.includes(remark), none.data.remarks.join());
});

Deno.test("a run on texts counts the words of the run that it starts from", async () => {
  const write = async (words: readonly string[]) => {
    const data = join(await folder(), "texts");
    for (let i = 0; i < 40; i++) {
      const label = join(data, `class-${i % 2}`);
      await Deno.mkdir(label, { recursive: true });
      const text = words.map((word, j) => (i + j) % 3 === 0 ? "" : word).join(" ");
      await Deno.writeTextFile(join(label, `${i}.txt`), text);
    }
    return data;
  };
  const texts = (name: string) =>
    recipe({
      "data.name": name,
      "data.validation": 0.1,
      "model.codeSize": 1,
      "model.nodes": [3],
      "training.epochs": 1,
    });
  const from = await trained(texts(await write(["sea", "land", "strait", "isthmus"])));
  const start = await readStart(from.directory), { words } = start.preprocessor;
  assertEquals(words?.vocabulary.length, 4);
  const other = texts(await write(["isthmus", "cape", "land", "sea", "bay", "strait"]));
  using warm = await prepare(other, { start });
  assertEquals(warm.data.words, words);
  const remark = `The words that are counted are those of ${from.directory}.`;
  assert(warm.data.remarks.includes(remark), warm.data.remarks.join());
});

Deno.test("configurations of runs that started from none are read as before", () => {
  const config = readRunConfig(first.directory);
  assertEquals([config.from, config.recipe.name], [undefined, POINTS_RECIPE.name]);
});

Deno.test("a run of a model that depends on classes takes those of the other by their names", async () => {
  const write = async (classes: readonly string[]) => {
    const path = join(await folder(), "labelled.csv");
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 7 / 7},${i % 3 / 3},${classes[i % 2]}`,
    );
    await Deno.writeTextFile(path, ["a,b,label", ...rows].join("\n"));
    return path;
  };
  const labelled = (name: string, model: Record<string, unknown> = {}) =>
    recipe({
      "data.name": name,
      "data.validation": 0.1,
      "model.codeSize": 1,
      "training.epochs": 1,
      "model.classes": 2,
      ...model,
    });
  const from = await trained(labelled(await write(["cat", "dog"])));
  const start = await readStart(from.directory);
  using warm = await prepare(labelled(await write(["dog", "cat"])), { start });
  assertEquals(warm.config.data.classes, ["cat", "dog"]);
  const stranger = await write(["cat", "emu"]);
  const { message } = await assertRejects(() => prepare(labelled(stranger), { start }), RangeError);
  assert(message.includes("class emu that the model was not trained on"), message);
  // A model that does not depend on them starts on classes of any name.
  const free = { "model.classes": null };
  const other = await trained(labelled(await write(["cat", "dog"]), free));
  using any = await prepare(labelled(stranger, free), { start: await readStart(other.directory) });
  assertEquals(any.config.data.classes, ["cat", "emu"]);
});
