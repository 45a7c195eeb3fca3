import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { decodeSafetensors } from "../../src/core/safetensors.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { writePoints, writeRecipe } from "../workflows/points.ts";
import { begin, type Ended, endOf, isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const recipe = writeRecipe(directory);

/** 320 examples in batches of 4: enough steps to end a process long before it ends by itself. */
const STEPS = 640;
const SIZE = ["--batch-size", "4", "--epochs", "8"];

/** So many points that an epoch, and what follows the training, take their time. */
const manyPoints = writePoints(await Deno.makeTempDir({ dir: directory }), { count: 8000 });

/** The same training without an interruption. */
const whole = isthmus("train", recipe, ...SIZE, "--out", join(directory, "whole"));

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** The lines on all that follows a training. */
const STAGES = [
  "Exporting to ONNX …",
  "Measuring the errors for thresholds …",
  "Measuring PCA …",
  "Measuring the test error …",
  "Writing the report …",
];

/** The ways to go on with an interrupted run. */
const ways = (run: string) =>
  `deno task train --resume ${run}, or finish it as it is with: deno task isthmus finish ${run}`;

/** A process and the folder that it trains into. */
interface Running {
  readonly child: Deno.ChildProcess;
  readonly run: string;
}

/** The epochs done and the steps taken of a run's checkpoint; none before the first. */
function progressOf(run: string): { epoch: number; step: number } {
  try {
    const bytes = Deno.readFileSync(join(run, RUN_FILES.checkpoint));
    return JSON.parse(decodeSafetensors(bytes, "checkpoint").metadata.progress);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { epoch: 0, step: 0 };
    throw error;
  }
}

const stepOf = (run: string) => progressOf(run).step;

/** True when a file of this name lies in a folder. */
function holds(folder: string, file: string): boolean {
  return [...Deno.readDirSync(folder)].some(({ name }) => name === file);
}

/** Waits until the checkpoint of the run that a process trains has come to a step. */
function untilStep(step: number, { child, run }: Running): Promise<void> {
  return until(() => stepOf(run) >= step, { child, run });
}

/** Waits for what a process writes into a run's folder, or for the process to end without it. */
async function until(isThere: () => boolean, { child, run }: Running): Promise<void> {
  using watcher = Deno.watchFs(run);
  const events = watcher[Symbol.asyncIterator]();
  const ended = child.status.then(() => "ended");
  while (!isThere()) {
    if (await Promise.race([events.next(), ended]) === "ended") return;
  }
}

function assertSame(run: string): void {
  for (const path of [RUN_FILES.weights, RUN_FILES.metrics, RUN_FILES.model, RUN_FILES.decoder]) {
    const [expected, found] = [join(directory, "whole"), run]
      .map((folder) => Deno.readFileSync(join(folder, path)));
    assertEquals(found, expected, path);
  }
  const left = [...Deno.readDirSync(run)].filter(({ name }) => name.endsWith(".tmp"));
  assertEquals(left, []);
}

/** Sends a signal to a process; one that has ended meanwhile was faster than the test, which may be. */
function send(signal: Deno.Signal, child: Deno.ChildProcess): void {
  try {
    child.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Interrupts a process twice and gives its end: the second time changes nothing. */
async function interrupt(child: Deno.ChildProcess, signal: "SIGINT" | "SIGTERM"): Promise<Ended> {
  send(signal, child);
  send(signal, child);
  return await endOf(child);
}

/** True for the words of a training that an interrupt reached before it had written everything. */
const wasInterrupted = ({ stdout }: Ended) => stdout.startsWith("Interrupted ");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`after ${signal} there is a checkpoint, exit code 130, and the way to the same weights`, async () => {
    assertEquals((await whole).code, 0);
    const run = await Deno.makeTempDir({ dir: directory });
    const child = begin("train", recipe, ...SIZE, "--checkpoint-every", "7", "--out", run);
    await untilStep(7, { child, run });
    const ended = await interrupt(child, signal);
    const { epoch, step } = progressOf(run);
    assert(step >= 7, String(step));
    const where = step < STEPS
      ? `in epoch ${epoch + 1} of 8, after step ${step}`
      : `after the last step, ${step}`;
    if (wasInterrupted(ended)) {
      assertEquals([ended.code, ended.stdout], [
        130,
        `Interrupted ${where}; go on with: ${ways(run)}\n`,
      ]);
    }
    const resumed = await isthmus("train", "--resume", run);
    assertEquals(resumed.code, 0, resumed.stderr);
    assert(resumed.stderr.startsWith(`Going on with points in ${run}, ${where}: `), resumed.stderr);
    assertSame(run);
  });
}

Deno.test("after an interrupt of what follows the training it is finished without another step", async () => {
  const run = await Deno.makeTempDir({ dir: directory });
  const size = ["--data", manyPoints, "--batch-size", "1000", "--epochs", "1"];
  const child = begin("train", recipe, ...size, "--out", run);
  await until(() => holds(run, RUN_FILES.weights), { child, run });
  const ended = await interrupt(child, "SIGTERM");
  const where = "after the last step, 8";
  if (wasInterrupted(ended)) {
    assertEquals([ended.code, ended.stdout], [
      130,
      `Interrupted ${where}; go on with: ${ways(run)}\n`,
    ]);
  }
  const finished = await isthmus("train", "--resume", run);
  assertEquals(finished.code, 0, finished.stderr);
  const said = finished.stderr.split("\n");
  assert(said.at(-7)?.startsWith(`Going on with points in ${run}, ${where}: `), finished.stderr);
  assertEquals(said.slice(-6), [...STAGES, ""]);
});

Deno.test("an interrupt in the middle of an epoch, while no file is written, is heard in it", async () => {
  const run = await Deno.makeTempDir({ dir: directory });
  const size = ["--data", manyPoints, "--batch-size", "2", "--epochs", "2"];
  // A checkpoint says that the training has begun; the next is far off.
  const child = begin("train", recipe, ...size, "--out", run, "--checkpoint-every", "200");
  await until(() => holds(run, RUN_FILES.checkpoint), { child, run });
  assertEquals((await interrupt(child, "SIGINT")).code, 130);
  const { epoch, step } = progressOf(run);
  assert(epoch === 0 && step >= 200 && !holds(run, RUN_FILES.metrics), `${epoch}, ${step}`);
});

Deno.test("an interrupt that comes while files are written loses no step", async () => {
  const run = await Deno.makeTempDir({ dir: directory });
  // An epoch of one step: what takes the time is its line of metrics.
  const size = ["--batch-size", "320", "--epochs", "1000000"];
  const child = begin("train", recipe, ...size, "--out", run, "--json");
  await until(() => holds(run, RUN_FILES.metrics), { child, run });
  const { code, stdout } = await interrupt(child, "SIGINT");
  const step = stepOf(run);
  assert(step > 0);
  assertEquals([code, JSON.parse(stdout)], [130, { run, interrupted: true, step }]);
  const metrics = Deno.readTextFileSync(join(run, RUN_FILES.metrics));
  assert([step, step - 1].includes(metrics.split("\n").length - 1));
});

Deno.test("an interrupt while data are read leaves no folder", {
  ignore: Deno.build.os === "windows",
}, async () => {
  // A file whose content comes from the test, when the process waits for it.
  const data = join(directory, "pipe.csv"), run = join(directory, "unwritten");
  assertEquals((await new Deno.Command("mkfifo", { args: [data] }).output()).code, 0);
  const child = begin("train", recipe, "--data", data, "--out", run);
  {
    using pipe = await Deno.open(data, { write: true });
    child.kill("SIGINT");
    await pipe.write(new TextEncoder().encode("0,1\n1,0\n".repeat(200)));
  }
  const { code, stdout } = await endOf(child);
  assertEquals([code, stdout], [
    130,
    "Interrupted before the first step: nothing is trained, and nothing was written\n",
  ]);
  await assertRejects(() => Deno.stat(run), Deno.errors.NotFound);
});

Deno.test("a run that was interrupted before its first step says that it starts over", async () => {
  await whole;
  const run = await Deno.makeTempDir({ dir: directory });
  const config = JSON.parse(Deno.readTextFileSync(join(directory, "whole", RUN_FILES.config)));
  // So many steps that only the test ends it.
  config.recipe.training.epochs = 1_000_000;
  Deno.writeTextFileSync(join(run, RUN_FILES.config), JSON.stringify(config));
  const child = begin("train", "--resume", run, "--checkpoint-every", "1");
  await untilStep(1, { child, run });
  const { code, stderr } = await interrupt(child, "SIGINT");
  assertEquals(code, 130);
  const start = `Training points in ${run} from the first step, as there is no checkpoint: `;
  assert(stderr.startsWith(start), stderr);
});

Deno.test("a process killed three times goes on to the same weights, metrics and graphs", async () => {
  await whole;
  const run = await Deno.makeTempDir({ dir: directory });
  // In the first epoch, in the middle of a later one, and about an epoch's end.
  for (const step of [2, 55, 81]) {
    const begun = stepOf(run) > 0;
    const child = begun
      ? begin("train", "--resume", run, "--checkpoint-every", "1")
      : begin("train", recipe, ...SIZE, "--checkpoint-every", "1", "--out", run);
    await untilStep(step, { child, run });
    send("SIGKILL", child);
    await endOf(child);
    assert(stepOf(run) >= step, String(stepOf(run)));
  }
  // What an atomic write leaves when the process dies in the middle of it.
  const litter = join(run, `.${RUN_FILES.checkpoint}.${crypto.randomUUID()}.tmp`);
  Deno.writeTextFileSync(litter, "half a checkpoint");
  if (stepOf(run) < STEPS) {
    const unfinished = await isthmus("evaluate", run);
    assertEquals([unfinished.code, unfinished.stderr], [
      1,
      `Cannot use ${run}: its training did not finish; go on with "train --resume ${run}", or use it as it is after "finish ${run}"\n`,
    ]);
  }
  const last = await isthmus("train", "--resume", run);
  assertEquals(last.code, 0, last.stderr);
  assertSame(run);
});

Deno.test("a folder that a training writes into is refused to another", async () => {
  const run = await Deno.makeTempDir({ dir: directory });
  // So many steps that only the test ends it.
  const child = begin("train", recipe, "--epochs", "1000000", "--out", run);
  await until(() => holds(run, RUN_FILES.config), { child, run });
  const other = await isthmus("train", "--resume", run);
  child.kill("SIGKILL");
  assertEquals((await endOf(child)).code, 137);
  assertEquals([other.code, other.stderr], [
    1,
    `Cannot write into ${run}: another command is writing there; wait until it has ended\n`,
  ]);
});
