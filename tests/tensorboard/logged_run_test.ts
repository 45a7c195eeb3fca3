import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { EVENTS_FOLDER } from "../../src/runs/events/events_file.ts";
import { readHistory } from "../../src/runs/read_history.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { isthmus } from "../cli/isthmus.ts";
import { writeRecipe } from "../workflows/points.ts";
import { trainToEnd } from "../workflows/train_to_end.ts";
import { canRead, readEvents, skipped } from "./read_events.ts";

const directory = await Deno.makeTempDir();
const path = writeRecipe(directory);
const recipe = readRecipe(path, { "training.batchSize": 64, "training.epochs": 4 });

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** The events of a run's one file. */
async function eventsOf(run: string) {
  const folder = join(run, EVENTS_FOLDER);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assertEquals(names.length, 1);
  return await readEvents(join(folder, names[0]));
}

Deno.test({
  name:
    `a training that is cut in two writes each step once, with the values of its metrics${skipped}`,
  ignore: !canRead,
  async fn() {
    const out = join(directory, "cut"), controller = new AbortController();
    {
      using run = await prepareNewRun(recipe, { out });
      await runTraining(run, {
        signal: controller.signal,
        logsEvents: true,
        // In the middle of an epoch.
        show: (event) => event.type === "step" && event.step === 8 && controller.abort(),
      });
    }
    assertEquals((await eventsOf(out)).map(({ step }) => step), [0, 5]);
    {
      // It goes on with what it began, without being told.
      using run = await prepareResumedRun(out, { overrides: {} });
      await trainToEnd(run);
    }
    const history = await readHistory(out), [, ...events] = await eventsOf(out);
    assertEquals(events.map(({ step }) => step), [5, 10, 15, 20]);
    assertEquals(
      events.map(({ scalars }) => [scalars["loss/training"], scalars["loss/validation"]]),
      history.map(({ trainingLoss, validationLoss }) =>
        [trainingLoss, validationLoss!].map(Math.fround)
      ),
    );
  },
});

Deno.test({
  name: `train --log tensorboard and the command tensorboard write the same curves${skipped}`,
  ignore: !canRead,
  async fn() {
    const [live, later] = ["live", "later"].map((name) => join(directory, name));
    const train = (out: string, ...more: string[]) =>
      isthmus("train", path, "--epochs", "2", "--out", out, ...more);
    const [logged, plain] = await Promise.all([train(live, "--log", "tensorboard"), train(later)]);
    assertEquals([logged.code, plain.code], [0, 0], logged.stderr);
    const { code, stdout } = await isthmus("tensorboard", later, live);
    assertEquals(code, 0);
    assertStringIncludes(stdout, `Wrote 2 epochs to ${join(later, EVENTS_FOLDER)}`);
    const curves = async (run: string) =>
      (await eventsOf(run)).map(({ step, scalars }) => ({ step, scalars }));
    assertEquals(await curves(later), await curves(live));
    assertEquals((await curves(live)).length, 3);
  },
});

Deno.test("what cannot be logged is refused with a sentence", async () => {
  const empty = join(directory, "empty");
  {
    using _ = await prepareNewRun(recipe, { out: empty });
  }
  const [other, none, missing, early] = await Promise.all([
    isthmus("train", path, "--log", "wandb"),
    isthmus("tensorboard"),
    isthmus("tensorboard", join(directory, "nowhere")),
    isthmus("tensorboard", empty),
  ]);
  assertEquals([other.code, other.stderr.split("\n")[0]], [
    2,
    "Cannot use --log wandb: expected tensorboard",
  ]);
  assertEquals([none.code, none.stderr.split("\n")[0]], [2, "Cannot run without RUN"]);
  assertStringIncludes(missing.stderr, "Cannot find a run in");
  assertEquals([early.code, early.stderr.split("\n")[0]], [
    1,
    `Cannot write ${join(empty, EVENTS_FOLDER)}: no epoch of the run has ended yet`,
  ]);
});
