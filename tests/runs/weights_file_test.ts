import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/core/safetensors.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { readWeights, writeWeights } from "../../src/runs/weights_file.ts";
import { inFolder } from "../in_folder.ts";

const plan = planAutoencoder({
  inputShape: [5],
  encoder: [{ type: "dense", units: 3 }, { type: "top_k", k: 2 }],
  decoder: [{ type: "dense", units: 5 }],
  reconstructionLoss: "mean-squared-error",
});
const calibration = { path: "encoder.1", threshold: 0.1, agreement: 0.9, active: 2.1 };
const model = { plan, params: initParams(plan, { rng: createRng(1) }), calibration };

Deno.test("weights come back as they were, with their epoch and calibration", async () => {
  await inFolder(async (directory) => {
    assertEquals(await readWeights(directory, plan), undefined);
    await writeWeights(directory, { model, bestEpoch: 7 }, { recipe: "points" });
    assertEquals(await readWeights(directory, plan), { model, bestEpoch: 7 });
  });
});

Deno.test("the threshold of a training that diverged is no number again", async () => {
  await inFolder(async (directory) => {
    const diverged = { ...model, calibration: { ...calibration, threshold: NaN } };
    await writeWeights(directory, { model: diverged, bestEpoch: 1 }, { recipe: "points" });
    assertEquals((await readWeights(directory, plan))?.model, diverged);
  });
});

Deno.test("an epoch or a calibration that is damaged is refused in one sentence", async () => {
  await inFolder(async (directory) => {
    const path = join(directory, RUN_FILES.weights);
    await writeWeights(directory, { model, bestEpoch: 7 }, { recipe: "points" });
    const { tensors, metadata } = decodeSafetensors(await Deno.readFile(path), path);
    const { threshold: _, ...rest } = calibration;
    const cases: [changed: Record<string, string>, why: string][] = [
      [{ epoch: "last" }, "epoch: invalid input: expected number, received NaN"],
      [{ calibration: "{" }, "calibration: invalid input: expected object, received undefined"],
      [
        { calibration: JSON.stringify(rest) },
        "calibration.threshold: invalid input: expected number, received undefined",
      ],
    ];
    for (const [changed, why] of cases) {
      const file = encodeSafetensors({ tensors, metadata: { ...metadata, ...changed } });
      await Deno.writeFile(path, file);
      const { message } = await assertRejects(() => readWeights(directory, plan), TypeError);
      assertEquals(message, `Cannot use ${path}: ${why}`);
    }
  });
});
