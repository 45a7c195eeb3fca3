import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../../src/io/read_recipe.ts";
import { decodeModel } from "../../../src/onnx/mod.ts";
import { RUN_FILES } from "../../../src/runs/run_folder.ts";
import { finishRun } from "../../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../../src/workflows/prepare_run.ts";
import { comparedExamples } from "../../../src/workflows/precision/compared_examples.ts";
import { percent } from "../../../src/workflows/precision/precision_record.ts";
import { smallerFolder } from "../../../src/workflows/precision/smaller_folder.ts";
import { smallerModel } from "../../../src/workflows/precision/smaller_model.ts";
import { loadRun } from "../../../src/runs/load_run.ts";
import { sha256 } from "../../../src/core/sha256.ts";
import { trainToEnd } from "../train_to_end.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run");
globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** A training of a small model, once for all tests of this file. */
const training = (async () => {
  const recipe = readRecipe("strokes-deep", {
    "data.count": 300,
    "training.epochs": 2,
    "training.batchSize": 30,
    "model.nodes": [32],
    "model.codeSize": 8,
  });
  using prepared = await prepareNewRun(recipe, { out: run });
  await finishRun(prepared, await trainToEnd(prepared));
})();

Deno.test("smaller files take half or a quarter, and say how far off they are on test examples", async () => {
  await training;
  for (const [precision, share] of [["fp16", 0.53], ["int8", 0.33]] as const) {
    const { files, record, remark } = await smallerModel(run, { precision });
    assertEquals(remark, undefined);
    assertEquals([...files.keys()].sort(), [
      "onnx/decoder_model.onnx",
      "onnx/encoder_model.onnx",
      "onnx/model.onnx",
    ]);
    assertEquals(record.measuredOn, "test examples");
    assert(record.examples > 0 && record.bytes.after < share * record.bytes.before);
    assert(record.code < record.bound && record.growth < record.bound && record.bits > 0.9);
    const { metadataProps } = decodeModel(files.get(RUN_FILES.encoder)!, "encoder");
    const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
    assertEquals(metadata.precision, precision);
    assertEquals(Number(metadata.precision_code_error), Number(record.code.toExponential(3)));
    assertEquals(metadata.recipe, "strokes-deep");
    assertEquals(metadata.precision_percentile, precision === "int8" ? "100" : undefined);
  }
});

Deno.test("a folder of smaller files loads as a run does, and its manifest is true", async () => {
  await training;
  const model = await smallerModel(run, { precision: "int8" });
  const folder = await smallerFolder(run, model), out = join(directory, "smaller");
  for (const [path, bytes] of folder) {
    await Deno.mkdir(join(out, "onnx"), { recursive: true });
    await Deno.writeFile(join(out, path), bytes);
  }
  await using loaded = await loadRun(out);
  const { shape } = await loaded.encode({ shape: [1, 28, 28, 1], values: new Float32Array(784) });
  assertEquals(shape, [1, 8]);
  const { files } = JSON.parse(new TextDecoder().decode(folder.get(RUN_FILES.manifest)));
  assertEquals(Object.keys(files).length, folder.size - 1);
  for (const [path, { sha256: hash }] of Object.entries<{ sha256: string }>(files)) {
    assertEquals(await sha256(folder.get(path)!), hash);
  }
  const card = new TextDecoder().decode(folder.get(RUN_FILES.card));
  assert(card.includes("## Weights\n\nWeights as int8: "), card);
  assertEquals(
    JSON.parse(new TextDecoder().decode(folder.get("recipe.json"))).name,
    "strokes-deep",
  );
  await assertRejects(() => smallerModel(out, { precision: "fp16" }), RangeError, "int8 already");
});

Deno.test("files that are further off than the bound are refused with the figure", async () => {
  await training;
  await assertRejects(
    () => smallerModel(run, { precision: "int8", bound: 1e-9 }),
    RangeError,
    `Cannot export ${run} as int8: on `,
  );
});

Deno.test("a model without its run is measured on random inputs, which is said; half a model is refused", async () => {
  const kept = new URL("../../../models/strokes-variational-2", import.meta.url).pathname;
  const { record, remark } = await smallerModel(kept, { precision: "fp16" }, {
    wanted: [RUN_FILES.encoder],
  });
  assertEquals([record.measuredOn, record.examples], ["random inputs", 200]);
  assertEquals(remark, `Measured on random inputs: ${kept} does not say what it was trained on.`);
  await using model = await loadRun(kept);
  assertEquals((await comparedExamples(kept, model)).batches[0].shape, [200, 28, 28, 1]);
  const half = join(directory, "half");
  await Deno.mkdir(join(half, "onnx"), { recursive: true });
  await Deno.copyFile(join(kept, RUN_FILES.decoder), join(half, RUN_FILES.decoder));
  await assertRejects(
    () => smallerModel(half, { precision: "fp16" }),
    Error,
    `Cannot make the weights of ${half} smaller: it has no onnx/encoder_model.onnx`,
  );
});

Deno.test("shares read as people write them", () => {
  assertEquals([0, 0.5, 0.2534, 0.000012345].map(percent), ["0 %", "50 %", "25.34 %", "0.0012 %"]);
});
