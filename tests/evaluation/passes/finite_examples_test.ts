/** Examples that lie too far from those of the training, on a model whose codes have a variance. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { finiteExamples } from "../../../src/evaluation/passes/finite_examples.ts";
import { loadRun } from "../../../src/runs/load_run.ts";
import { trainPoints } from "../../workflows/train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run } = await trainPoints(directory, {
  model: { codeSize: 2, nodes: [6], latent: "gaussian", likelihood: { type: "gaussian" } },
});

const rows = (...values: number[]) => ({
  shape: [5],
  count: values.length,
  values: Float32Array.from(values.flatMap((value) => [1, 1, 1, 1, 1].map((x) => x * value))),
});

Deno.test("examples for which a model gives no finite numbers are left out and counted", async () => {
  await using autoencoder = await loadRun(run.directory);
  const near = rows(0, 0.5, 1);
  const all = await finiteExamples(autoencoder, near, { name: "near.csv" });
  assertEquals([all.examples, all.remarks], [near, []]);

  const { examples, remarks } = await finiteExamples(autoencoder, rows(0, 3e38, 1), {
    name: "far.csv",
  });
  assertEquals(examples.values, rows(0, 1).values);
  assertEquals(remarks, [
    "For 1 of the 3 examples of far.csv the model gives no finite numbers, as they lie too far from those that it was trained on: they are left out of the figures.",
  ]);
});

Deno.test("examples that are all too far are refused", async () => {
  await using autoencoder = await loadRun(run.directory);
  const { message } = await assertRejects(
    () => finiteExamples(autoencoder, rows(3e38, -3e38), { name: "far.csv" }),
    RangeError,
  );
  assert(message.startsWith("Cannot measure: for 2 of the 2 examples of far.csv"), message);
  assert(message.endsWith("the largest value is 3.00e+38"), message);
});
