/** The errors of a run's training examples, which the run keeps. */
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { decodeNpy, encodeNpy, wholeBatch } from "../../src/data/mod.ts";
import { measureTrainingErrors, trainingErrorsOf } from "../../src/evaluation/training_errors.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { trainPoints } from "../workflows/train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run } = await trainPoints(directory);
const { train } = await readRunData(run);
const path = join(run.directory, RUN_FILES.trainingErrors), bytes = Deno.readFileSync(path);

/** Reads the errors of the run, which has no data where none are given. */
async function read(examples?: typeof train): Promise<Float32Array> {
  await using autoencoder = await loadRun(run.directory);
  return await trainingErrorsOf(run, {
    autoencoder,
    train: () => examples ? Promise.resolve(examples) : Promise.reject(new Error("they are gone")),
  });
}

Deno.test("a run keeps the squared error of each training example, by size", async () => {
  const { shape, values } = decodeNpy(bytes, path);
  assertEquals([shape, values instanceof Float32Array], [[320], true]);
  await using autoencoder = await loadRun(run.directory);
  const all = wholeBatch(train), outputs = (await autoencoder.reconstruct(all)).values;
  const errors = Array.from({ length: 320 }, (_, row) => {
    const at = [0, 1, 2, 3, 4].map((column) => 5 * row + column);
    return at.reduce((sum, i) => sum + (outputs[i] - all.values[i]) ** 2, 0);
  }).sort((a, b) => a - b);
  errors.forEach((error, i) => assertAlmostEquals(values[i], error, 1e-6));
  assertEquals(await read(), values);
});

Deno.test("of many training examples some are measured, drawn by the seed", async () => {
  await using autoencoder = await loadRun(run.directory);
  const all = [...decodeNpy(bytes, path).values];
  const some = await measureTrainingErrors(autoencoder, { train, seed: 3, most: 50 });
  assertEquals(some.length, 50);
  assertEquals([...some].filter((error) => !all.includes(error)), []);
  assertEquals(some, await measureTrainingErrors(autoencoder, { train, seed: 3, most: 50 }));
  const others = await measureTrainingErrors(autoencoder, { train, seed: 4, most: 50 });
  assertEquals([...others].every((error, i) => error === some[i]), false);
});

Deno.test("a run of an older version measures them on its data, or says that it cannot", async () => {
  const kept = await read();
  await Deno.remove(path);
  assertEquals(await read(train), kept);
  const { message } = await assertRejects(() => read(), Error);
  await Deno.writeFile(path, bytes);
  assertEquals(
    message,
    `Cannot take a percentile of the training errors of ${run.directory}: it has no training_errors.npy, and its training examples are not to be had (they are gone); give the threshold as an error`,
  );
});

Deno.test("a damaged file of training errors is refused", async () => {
  const files = [
    encodeNpy({ shape: [2], values: Float32Array.of(2, 1) }),
    encodeNpy({ shape: [2], values: Int32Array.of(1, 2) }),
    encodeNpy({ shape: [2, 1], values: Float32Array.of(1, 2) }),
    encodeNpy({ shape: [0], values: new Float32Array() }),
    encodeNpy({ shape: [2], values: Float32Array.of(NaN, 1) }),
  ];
  for (const file of files) {
    await Deno.writeFile(path, file);
    await assertRejects(() => read(), SyntaxError, "expected floats of shape [N], by size");
  }
  await Deno.writeFile(path, bytes.subarray(0, -4));
  await assertRejects(() => read(), SyntaxError, `Cannot read ${path} as NPY: `);
  await Deno.writeFile(path, bytes);
});
