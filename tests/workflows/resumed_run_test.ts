import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { openRun } from "../../src/runs/open_run.ts";
import { prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { writePoints } from "./points.ts";
import { trainPoints } from "./train_points.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const run = (await trainPoints(directory)).run.directory;

/** The one sentence with which resuming is refused. */
async function refusal(resume: string, overrides: Record<string, unknown> = {}): Promise<string> {
  const { message } = await assertRejects(() => prepareResumedRun(resume, { overrides }), Error);
  assert(!message.includes("\n"), message);
  return message.replaceAll(resume, "RUN");
}

/** A copy of the run, to damage. */
async function copyOfRun(): Promise<string> {
  const copy = await Deno.makeTempDir({ dir: directory });
  for (const path of [RUN_FILES.config, RUN_FILES.checkpoint, RUN_FILES.metrics]) {
    await Deno.copyFile(join(run, path), join(copy, path));
  }
  return copy;
}

/** Changes the text of a run's config.json. */
async function editConfig(folder: string, from: RegExp, to: string): Promise<void> {
  const path = join(folder, RUN_FILES.config);
  await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replace(from, to));
}

Deno.test("a resumed run is the run that it was", async () => {
  using resumed = await prepareResumedRun(run, { overrides: {} });
  const opened = await openRun(run);
  assertEquals(resumed.config, opened.config);
  assertEquals(resumed.from?.snapshot.progress.step, 40);
  assertEquals(resumed.from?.snapshot.progress.epoch, 4);
  // 400 points, a tenth for the test, forty held out.
  const { train, validation, test } = resumed.data;
  assertEquals([train.count, validation?.count, test.count], [320, 40, 40]);
});

Deno.test("a run does not count as finished before it says how inputs are prepared", async () => {
  const folder = await copyOfRun();
  using resumed = await prepareResumedRun(folder, { overrides: {} });
  const end = await trainToEnd(resumed);
  // No file takes the name of a folder.
  await Deno.mkdir(join(folder, RUN_FILES.preprocessor));
  await assertRejects(() => finishRun(resumed, end), Error, "Cannot write");
  await assertRejects(() => openRun(folder), Error, "its training did not finish");
});

Deno.test("a run whose recipe changed is not resumed, by options or by its file", async () => {
  assertEquals(
    await refusal(run, { "training.epochs": 5 }),
    "Cannot resume RUN: the recipe changed (training.epochs was 4, is 5); start a new run instead",
  );
  assertEquals(
    await refusal(run, { "model.nodes": [7] }),
    "Cannot resume RUN: the recipe changed (model.nodes.0 was 6, is 7); start a new run instead",
  );
  assertEquals(
    await refusal(run, { "data.count": 7 }),
    "Cannot resume RUN: the recipe changed (data.count was undefined, is 7); start a new run instead",
  );
  const copy = await copyOfRun();
  await editConfig(copy, /"epochs": 4/, '"epochs": 6');
  assertEquals(
    await refusal(copy),
    "Cannot resume RUN: its config.json is not the one that its checkpoint was written with; " +
      "start a new run with the changed recipe",
  );
});

Deno.test("a run whose data changed is not resumed", async () => {
  const data = await Deno.makeTempDir({ dir: directory });
  const name = writePoints(data);
  const { run: own } = await trainPoints(directory, { "data.name": name });
  writePoints(data, { seed: 2 });
  const message = await refusal(own.directory);
  assert(
    /^Cannot resume RUN: the data changed \(sha256 was "[0-9a-f]{64}", is "[0-9a-f]{64}"\); start a new run instead$/
      .test(message),
    message,
  );
  await Deno.remove(name);
  assert((await refusal(own.directory)).startsWith(`Cannot find the data "${name}": `));
});

Deno.test("a run whose kernels are other ones now is not resumed", async () => {
  const copy = await copyOfRun();
  await editConfig(copy, /("kernels": \{[^}]*"sha256": ")[0-9a-f]{64}/, `$1${"0".repeat(64)}`);
  const message = await refusal(copy);
  assert(message.startsWith("Cannot resume RUN: the kernels changed (sha256 was "), message);
});

Deno.test("a damaged checkpoint is refused in one sentence, whatever is wrong with it", async () => {
  const copy = await copyOfRun();
  const path = join(copy, RUN_FILES.checkpoint);
  const bytes = await Deno.readFile(path);
  const flipped = (at: number) => Uint8Array.from(bytes, (byte, i) => i === at ? byte ^ 1 : byte);
  const damaged = [
    new Uint8Array(0),
    bytes.subarray(0, bytes.length / 2),
    bytes.subarray(0, -1),
    Uint8Array.of(...bytes, 0),
    flipped(0),
    ...Array.from({ length: 100 }, (_, i) => flipped(Math.floor(i / 100 * bytes.length))),
    flipped(bytes.length - 1),
  ];
  for (const content of damaged) {
    await Deno.writeFile(path, content);
    const message = await refusal(copy);
    assert(/^Cannot (read|resume) /.test(message), message);
  }
});

Deno.test("folders without a run, with a damaged one, and files are refused in one sentence", async () => {
  const file = join(directory, "points.csv");
  for (const place of [join(directory, "nowhere"), file]) {
    assert((await refusal(place)).startsWith("Cannot find a run in RUN: it has no config.json; "));
  }
  const copy = await copyOfRun();
  await Deno.writeTextFile(join(copy, RUN_FILES.config), "{");
  assertEquals(await refusal(copy), "Cannot use RUN/config.json: it is not JSON");
  await Deno.writeTextFile(join(copy, RUN_FILES.config), "{}");
  assert((await refusal(copy)).startsWith("Cannot use RUN/config.json: recipe: "));
});
