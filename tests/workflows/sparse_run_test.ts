/** A run with sparse codes, from training to what its folder holds. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import { exampleBatch, gatherBatch, wholeBatch } from "../../src/data/mod.ts";
import { type ComparedModel, openComparedModels } from "../../src/evaluation/compared_models.ts";
import { evaluate } from "../../src/evaluation/evaluate.ts";
import { loadAutoencoder } from "../../src/inference/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { decodeModel } from "../../src/onnx/mod.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { trainToEnd } from "./train_to_end.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Two hundred strokes, 40 latents of which 4 are active. */
const trained = (async () => {
  const recipe = readRecipe("strokes-deep", {
    "data.count": 400,
    "training.epochs": 6,
    "training.batchSize": 16,
    model: {
      encoder: [
        { type: "center" },
        { type: "flatten" },
        { type: "dense_top_k", units: 40, k: 4, deadAfter: 200 },
      ],
      loss: "mean-squared-error",
      penalties: [{ type: "auxiliary_k" }],
    },
  });
  using run = await prepareNewRun(recipe, { out: join(directory, "sparse") });
  return await finishRun(run, await trainToEnd(run));
})();
const read = async (path: string) => await Deno.readFile(join((await trained).run.directory, path));

Deno.test("sparse codes are measured beside PCA with as many components as are active", async () => {
  const { run, evaluation: { sparse, pca, autoencoder, beside } } = await trained;
  assertEquals(pca?.components, 4);
  assert(sparse!.active <= 4 && sparse!.active > 3, `${sparse!.active}`);
  assertEquals(sparse!.size, 40);
  const { test } = await readRunData(run);
  await using loaded = await loadRun(run.directory);
  const codes = (await loaded.encode(wholeBatch(test))).values;
  assertAlmostEquals(
    codes.filter((value) => value !== 0).length / test.count,
    sparse!.active,
    1e-9,
  );
  assert(sparse!.explained! > 0.3 && sparse!.explained! < 1, `${sparse!.explained}`);
  assert(autoencoder.squaredError > 0);
  // Codes by a threshold are other codes, of nearly the same worth.
  const [{ name, squaredError }] = beside!;
  assertEquals(name, "autoencoder, threshold form");
  assertAlmostEquals(squaredError / autoencoder.squaredError, 1, 0.3);
});

Deno.test("what a run is compared with is closed when the comparison throws", async () => {
  const { run } = await trained, { test } = await readRunData(run);
  const others = [run.directory], opened: ComparedModel[] = [];
  const compare = async () => {
    await using beside = await openComparedModels(run, { others, examples: test, name: "strokes" });
    opened.push(...beside);
    const narrow = { ...test, shape: [784] };
    await evaluate(opened[0].autoencoder, {
      model: run.model,
      data: "strokes",
      test: narrow,
      pca: undefined,
      beside,
      seed: 0,
    });
  };
  await assertRejects(compare, RangeError, "Cannot reconstruct shape");
  assertEquals(opened.map(({ codeSize }) => codeSize), [40, 40]);
  for (const { autoencoder } of opened) {
    const encoding = () => autoencoder.encode(exampleBatch(test, [0]));
    await assertRejects(encoding, TypeError, "the autoencoder was disposed of");
  }
});

Deno.test("the threshold encoder says its threshold, and agrees with the exact one as often as it says", async () => {
  const { run } = await trained;
  const { metadataProps } = decodeModel(await read(RUN_FILES.thresholdEncoder), "encoder");
  const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
  assertEquals(metadata.sparse_form, "threshold");
  const { threshold, agreement } = run.model.calibration!;
  assertEquals(Number(metadata.threshold), threshold);
  const { train } = await readRunData(run);
  const input = {
    shape: [train.count, ...train.shape],
    values: gatherBatch(train, [...Array(train.count).keys()]),
  };
  const folder = (path: string) => Deno.readFile(join(run.directory, path));
  await using exact = await loadAutoencoder(ort, folder);
  await using thresholded = await loadAutoencoder(ort, folder, { encoder: "threshold" });
  const [a, b] = [(await exact.encode(input)).values, (await thresholded.encode(input)).values];
  let both = 0, either = 0, active = 0;
  a.forEach((value, i) => {
    if (value !== 0 && b[i] !== 0) assertEquals(value, b[i]);
    if (b[i] !== 0) assert(b[i] >= Math.fround(threshold), `${b[i]}`);
    both += Number(value !== 0 && b[i] !== 0);
    either += Number(value !== 0 || b[i] !== 0);
    active += Number(b[i] !== 0);
  });
  assertAlmostEquals(active / train.count, 4, 0.3);
  assertAlmostEquals(both / either, agreement, 0.05);
});

Deno.test("a run folder opened again knows its threshold", async () => {
  const { run } = await trained;
  assertEquals((await openRun(run.directory)).model.calibration, run.model.calibration);
});

Deno.test("the report shows how often latents fire, atoms, and what a latent fires on", async () => {
  const html = new TextDecoder().decode(await read(RUN_FILES.report));
  for (const words of ["Active on an example (L0)", "How often each of 40 latents fires"]) {
    assert(html.includes(words), words);
  }
  assert(html.includes("The 40 atoms of decoder.0"));
});

Deno.test("the model card says how sparse the codes are", async () => {
  const card = new TextDecoder().decode(await read(RUN_FILES.card));
  assert(
    /Of 40 latents [\d.]+ are active in a code; they explain [\d.]+ % of the variance/.test(card),
  );
});
