/** The errors that thresholds in percent come to. */
import { assert, assertEquals } from "@std/assert";
import { errorsOf } from "../../src/evaluation/kept_errors.ts";
import { percentile } from "../../src/evaluation/statistics/mod.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { limitOf, type Threshold } from "../../src/workflows/score_threshold.ts";
import { trainPoints } from "./train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run } = await trainPoints(directory);

/** The limit of a threshold, by errors that the run keeps: its data are not asked for. */
async function limit(threshold: Threshold, of = run) {
  await using autoencoder = await loadRun(run.directory);
  const examples = { autoencoder, data: () => Promise.reject(new Error("not at hand")) };
  return {
    found: await limitOf(threshold, of, examples),
    train: await errorsOf("train", run, examples),
    validation: await errorsOf("validation", run, examples),
  };
}

Deno.test("a threshold is of validation examples where these have its percentile", async () => {
  const { found, validation, train } = await limit({ percent: 95 });
  const of = { percent: 95, part: "validation" as const, examples: 40 };
  assertEquals(found, { error: percentile(validation, 95), of, remarks: [] });
  assert(found.error !== percentile(train, 95));
});

const LOW =
  "The threshold is of the errors of training examples, which are lower than those of new ones: more of these are flagged than it says. ";
const REMEDY = "; set data.validation in training, or give the threshold as an error.";

Deno.test("where they are too few, or none, it is of training examples, and that is said", async () => {
  const { found, train } = await limit({ percent: 99 });
  assertEquals(found, {
    error: percentile(train, 99),
    of: { percent: 99, part: "train", examples: 320 },
    remarks: [`${LOW}99 % takes 99 validation examples or more, the run has 40${REMEDY}`],
  });
  const { config } = run;
  const unheld = { ...run, config: { ...config, data: { ...config.data, validation: 0 } } };
  assertEquals((await limit({ percent: 50 }, unheld)).found.remarks, [
    `${LOW}50 % takes 1 validation example or more, the run has none${REMEDY}`,
  ]);
  const all = await limit({ percent: 100 });
  assertEquals(all.found.error, train.at(-1));
  assertEquals(all.found.remarks, [
    `${LOW}No number of validation examples has an error that 100 % of new ones do not pass${REMEDY}`,
  ]);
});

Deno.test("a threshold that is an error is itself", async () => {
  assertEquals((await limit({ error: 0.25 })).found, { error: 0.25, remarks: [] });
});
