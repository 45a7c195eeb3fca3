import { assert, assertEquals, assertRejects } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import * as ort from "onnxruntime-node";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { classifierToOnnx } from "../../src/export/mod.ts";
import { loadAutoencoder } from "../../src/inference/mod.ts";
import { tritonName, tritonRepository } from "../../src/triton/triton_repository.ts";
import { writeSite } from "../../src/site/write_site.ts";
import { inFolder } from "../in_folder.ts";
import { putFile } from "../put_file.ts";
import { smallClassifiers, withParams } from "../training/small_models.ts";
import type { ConfigMessage } from "./parse_config.ts";
import { readConfig, runModel, type Tensors, tensorsOf } from "./run_repository.ts";

const models = fromFileUrl(new URL("../../models/", import.meta.url));

/** Kept models: one of the plain kind, one with switches, one whose halves read labels. */
const runs = ["strokes-2", "mnist-conv-switches", "mnist-small-conditional"];

/** Runs a test on the repository of runs, in a folder. */
async function withRepository(
  paths: readonly string[],
  test: (folder: string, names: readonly string[]) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const repository = await tritonRepository(paths, { maxBatch: 32 });
    const out = join(folder, "models");
    await writeSite(repository.files, out);
    await test(out, repository.models);
  });
}

const kept = runs.map((run) => join(models, run));

Deno.test("a model of a repository has its own name, a version, and the inputs and outputs that ONNX Runtime finds", () =>
  withRepository(kept, async (folder, names) => {
    assertEquals(
      names,
      runs.flatMap((run) => [`${run}_encoder`, `${run}_decoder`, run]),
    );
    for (const name of names) {
      const config = readConfig(folder, name);
      assertEquals(config.name, name);
      assert(Deno.statSync(join(folder, name, "1")).isDirectory);
      if (config.platform === "ensemble") continue;
      assertEquals([config.platform, config.max_batch_size], ["onnxruntime_onnx", 32]);
      const session = await ort.InferenceSession.create(
        await Deno.readFile(join(folder, name, "1/model.onnx")),
      );
      const found = { input: session.inputMetadata, output: session.outputMetadata };
      for (const field of ["input", "output"] as const) {
        const tensors = found[field].map((value) => {
          if (!value.isTensor) throw new Error(`${value.name} is no tensor`);
          assertEquals([value.type, value.shape[0]], ["float32", "batch"]);
          return { name: value.name, data_type: "TYPE_FP32", dims: value.shape.slice(1) };
        });
        assertEquals(
          tensorsOf(config, field),
          tensors.sort((a, b) => a.name < b.name ? -1 : 1) as ConfigMessage[],
        );
      }
      await session.release();
    }
  }));

Deno.test("a model of one file batches what waits for half a millisecond, and an ensemble does nothing of its own", () =>
  withRepository(kept.slice(0, 1), (folder) => {
    const { dynamic_batching, instance_group } = readConfig(folder, "strokes-2_encoder");
    assertEquals(dynamic_batching, {
      preferred_batch_size: [8, 16, 32],
      max_queue_delay_microseconds: 500,
    });
    assertEquals(instance_group, [{ count: 1, kind: "KIND_AUTO" }]);
    const ensemble = readConfig(folder, "strokes-2");
    assertEquals(Object.keys(ensemble).sort(), [
      ...["ensemble_scheduling", "input", "max_batch_size", "name", "output", "platform"],
    ]);
    return Promise.resolve();
  }));

Deno.test("an ensemble run by its configuration alone reconstructs as the halves do", () =>
  withRepository(kept, async (folder) => {
    for (const run of runs) {
      const read = (path: string) => Deno.readFile(join(models, run, path));
      await using autoencoder = await loadAutoencoder(ort, read);
      const rng = createRng(1), shape = [3, ...autoencoder.inputShape];
      const input = { shape, values: Float32Array.from({ length: sizeOf(shape) }, rng.uniform) };
      const labels = [0, 7, 2], inputs: Record<string, Tensors[string]> = { input };
      if (autoencoder.classes !== undefined) {
        const values = new Float32Array(3 * autoencoder.classes);
        labels.forEach((label, i) => values[i * autoencoder.classes! + label] = 1);
        inputs.label = { shape: [3, autoencoder.classes], values };
      }
      const found = await runModel(folder, { model: run, inputs });
      assertEquals(found, {
        code: await autoencoder.encode(input, { labels }),
        reconstruction: await autoencoder.reconstruct(input, { labels }),
      });
    }
  }));

Deno.test("each tensor of an ensemble is made once and read or given, as a server demands", () =>
  withRepository(kept, (folder) => {
    for (const run of runs) {
      const config = readConfig(folder, run);
      const steps = (config.ensemble_scheduling as ConfigMessage).step as ConfigMessage[];
      const made = steps.flatMap((step) => Object.values(step.output_map as ConfigMessage));
      const read = steps.flatMap((step) => Object.values(step.input_map as ConfigMessage));
      const given = tensorsOf(config, "output").map(({ name }) => name);
      const taken = tensorsOf(config, "input").map(({ name }) => name);
      assertEquals(new Set(made).size, made.length);
      assert(made.every((name) => read.includes(name) || given.includes(name)));
      assert(given.every((name) => made.includes(name)));
      assert(taken.every((name) => read.includes(name) && !made.includes(name)));
      for (const { model_name, output_map } of steps) {
        const model = readConfig(folder, String(model_name));
        const outputs = tensorsOf(model, "output").map(({ name }) => name);
        assert(Object.keys(output_map as ConfigMessage).every((name) => outputs.includes(name)));
        assert(Number(model.max_batch_size) >= Number(config.max_batch_size));
      }
    }
    return Promise.resolve();
  }));

/** Writes a run of the halves of a kept one, and a classifier beside them. */
async function putRun(folder: string, { classes }: { classes?: readonly string[] }): Promise<void> {
  for (const half of ["encoder", "decoder"]) {
    const path = `onnx/${half}_model.onnx`;
    await putFile(join(folder, path), await Deno.readFile(join(models, "strokes-2", path)));
  }
  if (classes === undefined) return;
  const { plan, params } = withParams(smallClassifiers["a linear head on a dense code"]);
  const count = plan.spec.target!.classes;
  await putFile(
    join(folder, "onnx/classifier_model.onnx"),
    classifierToOnnx(plan, params, { classes: classes.slice(0, count) }),
  );
}

Deno.test("a classifier has the names of its classes in a file that its probabilities name, a line for each", () =>
  inFolder(async (folder) => {
    const run = join(folder, "a run");
    await putRun(run, { classes: ["one", "two\nlines", "Größe, 3", "four"] });
    await withRepository([run], (out, names) => {
      assertEquals(names, ["a_run_encoder", "a_run_decoder", "a_run_classifier", "a_run"]);
      const [{ name, label_filename, dims }] = tensorsOf(
        readConfig(out, "a_run_classifier"),
        "output",
      );
      const labels = Deno.readTextFileSync(join(out, "a_run_classifier", String(label_filename)));
      const lines = ["one", "two lines", "Größe, 3", "four"].slice(
        0,
        Number((dims as number[])[0]),
      );
      assertEquals([name, labels], ["probabilities", `${lines.join("\n")}\n`]);
      return Promise.resolve();
    });
  }));

Deno.test("the name of a run is that of its folder, in letters, digits, - and _", () => {
  const names = ["runs/strokes-deep/", "runs/a run: 2", "runs/Größe.v2"].map(tritonName);
  assertEquals(names, ["strokes-deep", "a_run_2", "Gr_e_v2"]);
});

const refused: [what: string, paths: (folder: string) => string[], sentence: string][] = [
  ["no folder", () => ["gone"], "Cannot serve gone by Triton: there is no such folder"],
  [
    "a folder without an encoder",
    (folder) => [folder],
    "it has no onnx/encoder_model.onnx; a training that finished leaves one",
  ],
  [
    "two runs of one name",
    () => [kept[0], `${kept[0]}/../strokes-2`],
    'another run has a model "strokes-2_encoder" already, expected runs of different names',
  ],
  ["a name of signs alone", () => ["runs/…"], "has no letter and no digit for the name of a model"],
];

for (const [what, paths, sentence] of refused) {
  Deno.test(`a repository is refused of ${what}`, () =>
    inFolder(async (folder) => {
      await assertRejects(() => tritonRepository(paths(folder), { maxBatch: 4 }), Error, sentence);
    }));
}

Deno.test("a damaged half is refused by its path", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), path = join(run, "onnx/decoder_model.onnx");
    await putRun(run, {});
    await putFile(path, "no model");
    await assertRejects(() => tritonRepository([run], { maxBatch: 4 }), SyntaxError, path);
  }));
