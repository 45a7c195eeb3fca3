/** The places of codes in a finished run, and in an export of an older one. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { exampleBatch, wholeBatch } from "../../src/data/mod.ts";
import { type CodeSpace, decodeCodeSpace } from "../../src/generation/mod.ts";
import { codeSpaceOf } from "../../src/workflows/code_space.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "../cli/isthmus.ts";
import { trainPoints } from "./train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const trained = trainPoints(directory);
const pathOf = async (file: string) => join((await trained).run.directory, file);

async function readSpace(): Promise<CodeSpace> {
  const path = await pathOf(RUN_FILES.codeSpace);
  return decodeCodeSpace(await Deno.readFile(path), path);
}

Deno.test("the code space of a run has the moments of its training codes", async () => {
  const { run } = await trained, { train } = await readRunData(run);
  await using autoencoder = await loadRun(run.directory);
  const { values } = await autoencoder.encode(wholeBatch(train));
  const { spread, mixture } = await readSpace();
  const { mean, directions: { shape, values: directions }, deviations, totalVariance } = spread!;
  assertEquals(shape, [2, 2]);
  const sums = [0, 0, 0, 0];
  values.forEach((value, i) => sums[i % 2] += value / train.count);
  assertAlmostEquals(mean[0], sums[0], 1e-5);
  assertAlmostEquals(mean[1], sums[1], 1e-5);
  for (let k = 0; k < 2; k++) {
    let variance = 0;
    for (let i = 0; i < values.length; i += 2) {
      variance += ((values[i] - mean[0]) * directions[2 * k] +
            (values[i + 1] - mean[1]) * directions[2 * k + 1]) ** 2 / train.count;
    }
    assertAlmostEquals(deviations[k], Math.sqrt(variance), 1e-4);
  }
  assert(deviations[0] >= deviations[1]);
  assertAlmostEquals(deviations[0] ** 2 + deviations[1] ** 2, totalVariance, 1e-4);
  assertEquals([mixture?.codeShape, mixture?.weights.length], [[2], 10]);
});

Deno.test("it holds codes of two values themselves, and the first test examples", async () => {
  const { run } = await trained, { train, test } = await readRunData(run);
  await using autoencoder = await loadRun(run.directory);
  const { points, examples, classNames } = await readSpace();
  assertEquals(points, { codes: await autoencoder.encode(wholeBatch(train)) });
  assertEquals(examples, { inputs: exampleBatch(test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) });
  assertEquals(classNames, undefined);
});

Deno.test("one run and one data set have one code space", async () => {
  const { run } = await trained, data = await readRunData(run);
  await using autoencoder = await loadRun(run.directory);
  const [first, second] = [
    await codeSpaceOf({ data, autoencoder }, run.config.recipe),
    await codeSpaceOf({ data, autoencoder }, run.config.recipe),
  ];
  assertEquals(first, second);
});

Deno.test("codes that are too large leave the examples alone", async () => {
  const { run } = await trained, data = await readRunData(run);
  await using autoencoder = await loadRun(run.directory);
  const large = { ...autoencoder, codeSize: 1025 };
  const { examples } = await readSpace();
  assertEquals(await codeSpaceOf({ data, autoencoder: large }, run.config.recipe), { examples });
});

Deno.test("export completes a run that lacks what newer ones have, and goes on without its data", async () => {
  const { run } = await trained;
  const paths = [
    await pathOf(RUN_FILES.generation),
    await pathOf(RUN_FILES.codeSpace),
    await pathOf(RUN_FILES.manifest),
    await pathOf(RUN_FILES.trainingErrors),
    await pathOf(RUN_FILES.validationErrors),
  ];
  const read = () => Promise.all(paths.map((path) => Deno.readFile(path)));
  const before = await read();
  for (const path of paths) await Deno.remove(path);
  const { code, stdout } = await isthmus("export", run.directory);
  assertEquals(code, 0);
  assert(stdout.includes(RUN_FILES.generation) && stdout.includes(RUN_FILES.codeSpace), stdout);
  assertEquals(await read(), before);

  await Deno.remove(run.config.data.name);
  await Deno.remove(paths[1]);
  await Deno.remove(paths[4]);
  const without = await isthmus("export", run.directory);
  const lines = without.stdout.trim().split("\n");
  assertEquals([without.code, without.stderr], [0, ""]);
  const missing = `Cannot find the data "${run.config.data.name}": it is `;
  const lost = `${RUN_FILES.codeSpace}, ${RUN_FILES.validationErrors}`;
  assert(lines[1]?.startsWith(`Could not write ${lost}: ${missing}`), lines[1]);
  const { files } = JSON.parse(await Deno.readTextFile(paths[2]));
  assertEquals([RUN_FILES.generation in files, RUN_FILES.codeSpace in files], [true, false]);
});
