import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { decodeSafetensors } from "../../src/core/safetensors.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { writeRecipe } from "../workflows/points.ts";
import { begin, endOf, isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const recipe = writeRecipe(directory);

/** 320 examples in batches of 4: enough steps to end a process long before it ends by itself. */
const STEPS = 640;
const SIZE = ["--batch-size", "4", "--epochs", "8"];

/** The same training without an interruption. */
const whole = isthmus("train", recipe, ...SIZE, "--out", join(directory, "whole"));

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** A process and the folder that it trains into. */
interface Running {
  readonly child: Deno.ChildProcess;
  readonly run: string;
}

/** The step of a run's checkpoint; 0 before the first. */
function stepOf(run: string): number {
  try {
    const bytes = Deno.readFileSync(join(run, RUN_FILES.checkpoint));
    return JSON.parse(decodeSafetensors(bytes, "checkpoint").metadata.progress).step;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
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

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`after ${signal} there is a checkpoint, exit code 130, and the way to the same weights`, async () => {
    assertEquals((await whole).code, 0);
    const run = await Deno.makeTempDir({ dir: directory });
    const child = begin("train", recipe, ...SIZE, "--checkpoint-every", "7", "--out", run);
    await untilStep(7, { child, run });
    child.kill(signal);
    const { code, stdout } = await endOf(child);
    assertEquals([code, stdout], [
      130,
      `Interrupted; go on with: deno task train --resume ${run}\n`,
    ]);
    const step = stepOf(run);
    assert(step >= 7 && step < STEPS, String(step));
    const resumed = await isthmus("train", "--resume", run);
    assertEquals(resumed.code, 0, resumed.stderr);
    assert(resumed.stderr.startsWith(`Going on at step ${step} of points into ${run}: `));
    assertSame(run);
  });
}

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
    child.kill("SIGKILL");
    const { code } = await endOf(child);
    assertEquals(code, 137);
    assert(stepOf(run) >= step && stepOf(run) < STEPS, String(stepOf(run)));
  }
  // What an atomic write leaves when the process dies in the middle of it.
  const litter = join(run, `.${RUN_FILES.checkpoint}.${crypto.randomUUID()}.tmp`);
  Deno.writeTextFileSync(litter, "half a checkpoint");
  const unfinished = await isthmus("evaluate", run);
  assertEquals([unfinished.code, unfinished.stderr], [
    1,
    `Cannot use ${run}: its training did not finish; go on with "train --resume ${run}"\n`,
  ]);
  const last = await isthmus("train", "--resume", run);
  assertEquals(last.code, 0, last.stderr);
  assertSame(run);
});

Deno.test("a folder that a training writes into is refused to another", async () => {
  const run = await Deno.makeTempDir({ dir: directory });
  // So many steps that only the test ends it.
  const child = begin("train", recipe, "--epochs", "1000000", "--out", run);
  const hasConfig = () => [...Deno.readDirSync(run)].some(({ name }) => name === RUN_FILES.config);
  await until(hasConfig, { child, run });
  const other = await isthmus("train", "--resume", run);
  child.kill("SIGKILL");
  assertEquals((await endOf(child)).code, 137);
  assertEquals([other.code, other.stderr], [
    1,
    `Cannot train into ${run}: another training is writing there; wait for it, or choose another --out\n`,
  ]);
});
