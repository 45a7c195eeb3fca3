/** A run whose data are not the same any more, or are gone. */
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { openRun } from "../../src/runs/open_run.ts";
import { readOtherExamples, readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "../cli/isthmus.ts";
import { trainPoints } from "../workflows/train_points.ts";
import { denseExamples } from "../../src/data/mod.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run, evaluation } = await trainPoints(directory);
const path = run.config.data.name, original = Deno.readTextFileSync(path);
const lines = original.trimEnd().split("\n");

/** Reads the run's data from other lines. */
async function readChanged(changed: readonly string[]) {
  await Deno.writeTextFile(path, changed.join("\n") + "\n");
  try {
    return await readRunData(run);
  } finally {
    await Deno.writeTextFile(path, original);
  }
}

const same = await readRunData(run);

Deno.test("the test examples stay those of the training when rows are added, moved or taken from others", async () => {
  const added = await readChanged([...lines, "1,1,1,1,1"]);
  assertEquals([added.train.count, added.validation!.count, added.test.count], [320, 40, 40]);
  assertEquals(added.test.values, same.test.values);
  assertEquals(added.remarks, [
    "points.csv changed since the training: measured are the 40 examples that the run held out; 1 new one is left alone.",
  ]);

  const turned = await readChanged(lines.toReversed());
  const rows = (test: typeof same.test) =>
    Array.from({ length: 40 }, (_, i) => denseExamples(test).values.slice(5 * i, 5 * i + 5).join())
      .sort();
  assertEquals(rows(turned.test), rows(same.test));

  const trained = [...denseExamples(same.train).values.slice(0, 5)].map((value) => value.toFixed(4))
    .join();
  const less = await readChanged(lines.filter((line) => line !== trained));
  assertEquals([less.train.count, less.test.values], [319, same.test.values]);
  assertEquals(less.remarks.at(-1)!.includes("1 of the 320 training examples is gone"), true);
});

Deno.test("data without the examples that the run held out are refused", async () => {
  const held = [...denseExamples(same.test).values.slice(0, 5)].map((value) => value.toFixed(4))
    .join();
  await assertRejects(
    () => readChanged(lines.filter((line) => line !== held)),
    RangeError,
    `Cannot use points.csv with ${run.directory}: it changed since the training, and 1 of the 40 examples that the run held out is missing; put back the data of the training, or name other examples with --data`,
  );
});

Deno.test("a run that does not say what it held out refuses data that changed", async () => {
  const split = join(run.directory, RUN_FILES.split), bytes = await Deno.readFile(split);
  await Deno.remove(split);
  await assertRejects(
    () => readChanged([...lines, "1,1,1,1,1"]),
    RangeError,
    "it changed since the training, and the run does not say which examples it held out; put back",
  );
  await Deno.writeFile(split, bytes);
});

Deno.test("other examples that the run was trained on are counted", async () => {
  const { examples, remarks } = await readOtherExamples(run, path, { split: "test" });
  assertEquals(examples.count, 400);
  assertEquals(remarks, ["The run was trained on 320 of the 400 examples of points.csv."]);
});

Deno.test("a run is measured on other examples when its own data are gone", async () => {
  const held = join(directory, "held.csv");
  const { values } = denseExamples(same.test);
  await Deno.writeTextFile(
    held,
    Array.from({ length: 40 }, (_, i) => values.slice(5 * i, 5 * i + 5).join()).join("\n"),
  );
  await Deno.rename(path, `${path}.away`);
  const [measured, own] = await Promise.all([
    isthmus("evaluate", run.directory, "--data", held, "--json"),
    isthmus("evaluate", run.directory),
  ]);
  await Deno.rename(`${path}.away`, path);
  assertEquals([measured.code, measured.stderr], [0, ""]);
  const { autoencoder, pca } = JSON.parse(measured.stdout);
  assertAlmostEquals(autoencoder.squaredError, evaluation.autoencoder.squaredError, 1e-9);
  assertAlmostEquals(pca.squaredError, evaluation.pca!.squaredError, 1e-9);
  assertEquals(own.code, 1);
});

Deno.test("evaluate says what it measures of data that changed", async () => {
  await Deno.writeTextFile(path, original + "1,1,1,1,1\n");
  const { code, stdout, stderr } = await isthmus("evaluate", run.directory, "--json");
  await Deno.writeTextFile(path, original);
  assertEquals(code, 0);
  assertEquals(stderr.startsWith("Note: points.csv changed since the training"), true, stderr);
  const { autoencoder } = JSON.parse(stdout);
  assertAlmostEquals(autoencoder.squaredError, evaluation.autoencoder.squaredError, 1e-9);
});

Deno.test("PCA in the folder is that of the training, and a damaged one is refused", async () => {
  const file = join(run.directory, RUN_FILES.pca), bytes = await Deno.readFile(file);
  await Deno.writeFile(file, bytes.subarray(0, -4));
  const { code, stderr } = await isthmus("evaluate", run.directory);
  await Deno.writeFile(file, bytes);
  assertEquals(code, 1);
  assertEquals(stderr.startsWith(`Cannot read ${file} as safetensors: `), true, stderr);
  assertEquals((await openRun(run.directory)).bestEpoch, run.bestEpoch);
});
