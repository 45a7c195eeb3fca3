/** The epochs of a run's classifier, behind those of its autoencoder in the event file. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { readClassifierRecord } from "../../src/runs/classifier_record.ts";
import { EVENTS_FOLDER } from "../../src/runs/events/events_file.ts";
import { readHistory } from "../../src/runs/read_history.ts";
import { isthmus } from "../cli/isthmus.ts";
import { canRead, readEvents, skipped } from "./read_events.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run"), table = join(directory, "points.csv");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const rng = createRng(6);
const lines = Array.from({ length: 120 }, (_, i) => {
  const corner = i % 2 === 0 ? [0.2, 0.8, 0.1] : [0.8, 0.1, 0.9];
  return `${corner.map((value) => (value + 0.1 * rng.normal()).toFixed(4))},${"ab"[i % 2]}`;
});
await Deno.writeTextFile(table, ["a,b,c,label", ...lines].join("\n"));

/** The steps and scalars of the run's one event file, without the version. */
async function curves() {
  const folder = join(run, EVENTS_FOLDER);
  const [name, ...others] = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assertEquals(others, []);
  const [, ...events] = await readEvents(join(folder, name));
  return events.map(({ step, scalars }) => ({ step, scalars }));
}

const classifier = (...more: string[]) =>
  isthmus("classifier", run, "--epochs", "3", "--set", "headEpochs=2", ...more);

Deno.test({
  name: `the epochs of a classifier are logged under tags of their own${skipped}`,
  ignore: !canRead,
  async fn() {
    const settings = ["model.nodes=[8]", "model.loss=mean-squared-error", "data.scale=standard"];
    const trained = await isthmus(
      ...["train", "strokes-2", "--data", table, "--out", run, "--epochs", "2"],
      ...["--batch-size", "16", ...settings.flatMap((setting) => ["--set", setting])],
    );
    assertEquals(trained.code, 0, trained.stderr);
    const added = await classifier("--log", "tensorboard");
    assertEquals(added.code, 0, added.stderr);
    const live = await curves();
    const own = await readHistory(run), { history } = (await readClassifierRecord(run))!;
    assertEquals([own.length, history.length], [2, 5]);
    assertEquals(live.map(({ step }) => step), [...own, ...history].map(({ step }) => step));
    const tags = live.map(({ scalars }) =>
      Object.keys(scalars).filter((tag) => /loss\/tr/.test(tag))
    );
    assertEquals(tags.flat(), [
      ...["loss/training", "loss/training"],
      ...["classifier/stage_1/loss/training", "classifier/stage_1/loss/training"],
      ...new Array(3).fill("classifier/loss/training"),
    ]);
    assertEquals(
      live.slice(4).map(({ scalars }) => scalars["classifier/accuracy/validation"]),
      history.slice(2).map(({ validationAccuracy }) => Math.fround(validationAccuracy!)),
    );
    await Deno.remove(join(run, EVENTS_FOLDER), { recursive: true });
    const { stdout } = await isthmus("tensorboard", run);
    assertStringIncludes(stdout, "Wrote 2 epochs and 5 of the classifier to ");
    assertEquals(await curves(), live);
    // Another classifier takes the place of the first, without being told.
    assertEquals((await classifier("--seed", "9")).code, 0);
    const anew = await curves(), { history: other } = (await readClassifierRecord(run))!;
    assertEquals(anew.slice(0, 2), live.slice(0, 2));
    assertEquals(
      anew.slice(4).map(({ scalars }) => scalars["classifier/loss/training"]),
      other.slice(2).map(({ trainingLoss }) => Math.fround(trainingLoss)),
    );
  },
});
