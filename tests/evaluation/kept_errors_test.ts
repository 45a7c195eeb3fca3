/** The errors of a run's training and validation examples, which the run keeps. */
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { decodeNpy, encodeNpy, type Examples, wholeBatch } from "../../src/data/mod.ts";
import {
  errorsOf,
  type KeptPart,
  measureErrors,
  removeErrors,
  writeErrors,
} from "../../src/evaluation/kept_errors.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import type { SplitData } from "../../src/runs/split_data.ts";
import { trainPoints } from "../workflows/train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run } = await trainPoints(directory);
const data = await readRunData(run);
const path = join(run.directory, RUN_FILES.trainingErrors), bytes = Deno.readFileSync(path);
const heldPath = join(run.directory, RUN_FILES.validationErrors);

/** Reads the errors of the run, which has no data where none are given. */
async function read(part: KeptPart, examples?: SplitData): Promise<Float32Array> {
  await using autoencoder = await loadRun(run.directory);
  return await errorsOf(part, run, {
    autoencoder,
    data: () => examples ? Promise.resolve(examples) : Promise.reject(new Error("they are gone")),
  });
}

/** The errors of examples by their definition, by size. */
async function errorsBySize(examples: Examples): Promise<number[]> {
  await using autoencoder = await loadRun(run.directory);
  const all = wholeBatch(examples), outputs = (await autoencoder.reconstruct(all)).values;
  return Array.from({ length: examples.count }, (_, row) => {
    const at = [0, 1, 2, 3, 4].map((column) => 5 * row + column);
    return at.reduce((sum, i) => sum + (outputs[i] - all.values[i]) ** 2, 0);
  }).sort((a, b) => a - b);
}

Deno.test("a run keeps the squared error of each training and validation example, by size", async () => {
  for (const [part, file, count] of [["train", path, 320], ["validation", heldPath, 40]] as const) {
    const { shape, values } = decodeNpy(Deno.readFileSync(file), file);
    assertEquals([shape, values instanceof Float32Array], [[count], true]);
    const errors = await errorsBySize(data[part]!);
    errors.forEach((error, i) => assertAlmostEquals(values[i], error, 1e-6));
    assertEquals(await read(part), values);
  }
});

Deno.test("of many examples some are measured, drawn by the seed", async () => {
  await using autoencoder = await loadRun(run.directory);
  const all = [...decodeNpy(bytes, path).values], { train: examples } = data;
  const some = await measureErrors(autoencoder, { examples, seed: 3, most: 50 });
  assertEquals(some.length, 50);
  assertEquals([...some].filter((error) => !all.includes(error)), []);
  assertEquals(some, await measureErrors(autoencoder, { examples, seed: 3, most: 50 }));
  const others = await measureErrors(autoencoder, { examples, seed: 4, most: 50 });
  assertEquals([...others].every((error, i) => error === some[i]), false);
});

Deno.test("those that are missing are written, the others stay, and none outlive other weights", async () => {
  await using autoencoder = await loadRun(run.directory);
  const write = (parts: Pick<SplitData, KeptPart>) =>
    writeErrors(run.directory, { autoencoder, data: parts, seed: 3 });
  const before = [path, heldPath].map((file) => Deno.readFileSync(file));
  assertEquals(await write(data), []);
  await Deno.remove(heldPath);
  assertEquals(await write({ train: data.train }), []);
  assertEquals(await write(data), [RUN_FILES.validationErrors]);
  await removeErrors(run.directory);
  await removeErrors(run.directory);
  assertEquals(await write(data), [RUN_FILES.trainingErrors, RUN_FILES.validationErrors]);
  assertEquals([path, heldPath].map((file) => Deno.readFileSync(file)), before);
});

Deno.test("a run of an older version measures them on its data, or says that it cannot", async () => {
  const kept = await read("train"), held = await read("validation");
  const heldBytes = Deno.readFileSync(heldPath);
  await removeErrors(run.directory);
  assertEquals([await read("train", data), await read("validation", data)], [kept, held]);
  const { validation: _, ...unheld } = data;
  const refusals = await Promise.all([
    assertRejects(() => read("train"), Error),
    assertRejects(() => read("validation", unheld), Error),
  ]);
  await Deno.writeFile(path, bytes);
  await Deno.writeFile(heldPath, heldBytes);
  assertEquals(refusals.map(({ message }: Error) => message), [
    `Cannot take a percentile of the errors of the training examples of ${run.directory}: it has no training_errors.npy, and the examples are not to be had (they are gone); give the threshold as an error`,
    `Cannot take a percentile of the errors of the validation examples of ${run.directory}: it has no validation_errors.npy, and the examples are not to be had (none of them are in its data any more); give the threshold as an error`,
  ]);
});

Deno.test("a damaged file of errors is refused", async () => {
  const files = [
    encodeNpy({ shape: [2], values: Float32Array.of(2, 1) }),
    encodeNpy({ shape: [2], values: Int32Array.of(1, 2) }),
    encodeNpy({ shape: [2, 1], values: Float32Array.of(1, 2) }),
    encodeNpy({ shape: [0], values: new Float32Array() }),
    encodeNpy({ shape: [2], values: Float32Array.of(NaN, 1) }),
  ];
  for (const file of files) {
    await Deno.writeFile(path, file);
    await assertRejects(() => read("train"), SyntaxError, "expected floats of shape [N], by size");
  }
  await Deno.writeFile(path, bytes.subarray(0, -4));
  await assertRejects(() => read("train"), SyntaxError, `Cannot read ${path} as NPY: `);
  await Deno.writeFile(path, bytes);
});
