import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import type { TrainingEvent } from "../../src/training/mod.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import type {
  InterruptedTraining,
  TrainingEnd,
} from "../../src/workflows/training/drive_training.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { writeRecipe } from "./points.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** 320 examples in three steps an epoch; the learning rate is too high for a third epoch. */
const recipe = readRecipe(writeRecipe(directory), {
  "training.batchSize": 128,
  "training.optimizer": { type: "sgd", learningRate: 2 },
  "training.earlyStopping": { patience: 1 },
});

/** A signal that is aborted as soon as it is asked for the n-th time, counted from 1. */
function abortedAt(n: number): AbortSignal {
  const controller = new AbortController();
  let asked = 0;
  return new Proxy(controller.signal, {
    get(signal, name) {
      if ((name === "aborted" || name === "throwIfAborted") && ++asked === n) controller.abort();
      const value = Reflect.get(signal, name, signal);
      return typeof value === "function" ? value.bind(signal) : value;
    },
  });
}

/** The events of a training: the number of a step, or what else it is. */
type Names = (number | string)[];

/** Writes down the events that it is shown. */
const into = (names: Names) => (event: TrainingEvent) => {
  names.push(event.type === "step" ? event.step : event.type);
};

/** The folder of a run that nothing interrupted. */
const whole = join(directory, "whole");

const events: Names = [];
const end = await (async () => {
  using run = await prepareNewRun(recipe, { out: whole });
  const end = await trainToEnd(run, into(events));
  await finishRun(run, end);
  return end;
})();

function assertSameFiles(run: string, paths: readonly string[]): void {
  for (const path of paths) {
    const [found, expected] = [run, whole].map((folder) => Deno.readFileSync(join(folder, path)));
    assertEquals(found, expected, path);
  }
}

Deno.test("a training interrupted at any place stands where it says, and goes on to the same bytes", async () => {
  assertEquals([end.reason, events.at(-1)], ["early-stopping", "end"]);
  const places: Names = [];
  for (let n = 1; places.at(-1) !== "end"; n++) {
    const out = join(directory, `interrupted-${n}`), signal = abortedAt(n);
    const before: Names = [], after: Names = [];
    let cut: TrainingEnd | InterruptedTraining;
    try {
      using run = await prepareNewRun(recipe, { out, signal });
      cut = await runTraining(run, { signal, show: into(before) });
    } catch (error) {
      assertEquals(error, signal.reason);
      await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
      places.push("nothing written");
      continue;
    }
    places.push(before.at(-1) ?? "no event");
    using resumed = await prepareResumedRun(out, { overrides: {} });
    const where = `after ${places.at(-1)}`;
    assertEquals(resumed.from?.snapshot.progress, cut.progress, where);
    assertEquals(resumed.from === undefined, before.length === 0, where);
    const rest = await trainToEnd(resumed, into(after));
    assertEquals(rest.params, end.params, where);
    assertEquals(rest.bestEpoch, end.bestEpoch, where);
    // The end is told to each process that comes to it.
    assertEquals([...before.filter((name) => name !== "end"), ...after], events, where);
    assertSameFiles(out, [RUN_FILES.metrics]);
  }
  const begun = places.indexOf("no event") + 1;
  assertEquals(new Set(places.slice(0, begun)), new Set(["nothing written", "no event"]));
  assertEquals(places.slice(begun), events);
});

Deno.test("what follows the training is interrupted at any place, and finished without another step", async () => {
  const out = join(directory, "finished");
  {
    using run = await prepareNewRun(recipe, { out });
    await trainToEnd(run);
  }
  let interrupts = 0;
  for (let isFinished = false; !isFinished;) {
    using run = await prepareResumedRun(out, { overrides: {} });
    const names: Names = [], again = await trainToEnd(run, into(names));
    assertEquals([names, again.params], [["end"], end.params]);
    const signal = abortedAt(interrupts + 1);
    try {
      await finishRun(run, again, { signal });
      isFinished = true;
    } catch (error) {
      assertEquals(error, signal.reason);
      interrupts++;
    }
  }
  // Between its parts, and before each run of the exported halves.
  assert(interrupts > 6, String(interrupts));
  const [found, expected] = [out, whole].map((folder) =>
    Object.keys(JSON.parse(Deno.readTextFileSync(join(folder, RUN_FILES.manifest))).files)
  );
  assertEquals(found, expected);
  // Four of them say how long it took.
  const { checkpoint, evaluation, report, card } = RUN_FILES;
  const timed: readonly string[] = [checkpoint, evaluation, report, card];
  assertSameFiles(out, found.filter((path) => !timed.includes(path)));
});
