import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { prepareResumedRun } from "../../src/workflows/reopen_run.ts";
import type { TrainingEnd } from "../../src/workflows/training/drive_training.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";
import { writeRecipe } from "./points.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const small = { "data.count": 60, "training.epochs": 2, "training.batchSize": 20 };
const augment = { shift: 2, flip: "horizontal", rotation: 10, brightness: 0.2 };

/** Trains a few strokes in a folder of this name, to the end. */
async function trained(
  name: string,
  overrides: Record<string, unknown>,
): Promise<TrainingEnd> {
  const recipe = readRecipe("strokes-2", { ...small, ...overrides });
  using run = await prepareNewRun(recipe, { out: join(directory, name) });
  const end = await trainToEnd(run);
  if (name === "finished") await finishRun(run, end);
  return end;
}

Deno.test("a run with augmentation goes on after an interrupt as if there had been none", async () => {
  const whole = await trained("finished", { "data.augment": augment });
  const out = join(directory, "interrupted"), interrupt = new AbortController();
  {
    const recipe = readRecipe("strokes-2", { ...small, "data.augment": augment });
    using run = await prepareNewRun(recipe, { out });
    const show = () => interrupt.abort();
    const { type } = await runTraining(run, { signal: interrupt.signal, show });
    assertEquals(type, "interrupted");
  }
  using resumed = await prepareResumedRun(out, { overrides: {} });
  assertEquals(resumed.config.recipe.data.augment, { ...augment, flip: "horizontal" });
  const end = await trainToEnd(resumed);
  assertEquals([end.params, end.history], [whole.params, whole.history]);
  assertNotEquals((await trained("plain", {})).params, whole.params);
});

Deno.test("the card of a run says how its pictures were augmented", async () => {
  const card = await Deno.readTextFile(join(directory, "finished", RUN_FILES.card));
  assert(
    card.replaceAll("\n", " ").includes(
      "examples of strokes, augmented (shift 2, flip horizontal, rotation 10, brightness 0.2), for 2 epochs",
    ),
    card.slice(0, 400),
  );
});

Deno.test("augmentation of the rows of a table is refused before a folder is made", async () => {
  const recipe = readRecipe(writeRecipe(directory), { "data.augment.flip": "both" });
  const out = join(directory, "table");
  const { message } = await assertRejects(() => prepareNewRun(recipe, { out }), RangeError);
  assertEquals(
    message.replace(directory, ""),
    "Cannot augment /points.csv: they have shape [5], expected pictures [height, width, channels]; " +
      "leave out data.augment",
  );
  await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
});
