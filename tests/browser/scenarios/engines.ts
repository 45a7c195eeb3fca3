/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Compared, Differences } from "../pages/engines_page.ts";
import { scenario, type ScenarioTools } from "../scenario.ts";

/** Compares engines on the page for it; gives the graphs whose values are more than 1e-5 apart. */
async function parted(
  { page, open }: ScenarioTools,
  { least, ...compared }: Compared & { least: number },
): Promise<Differences[]> {
  await open("/fixture/engines.html");
  const found = await page.evaluate((compared) => compareEngines(compared), compared);
  assert.ok(found.length >= least, `only ${found.length} graphs were compared`);
  return found.filter(({ fromTrainer, betweenEngines }) =>
    Math.max(betweenEngines, ...Object.values(fromTrainer)) > 1e-5
  );
}

scenario(
  "engines agree in the browser: lite, onnxruntime-web and the trainer within 1e-5 on every model and recipe",
  async (tools) => {
    const apart = await parted(tools, {
      engines: ["lite", "wasm"],
      halves: ["encoder", "decoder"],
      least: 120,
    });
    assert.deepEqual(apart, []);
    assert.deepEqual(tools.requests.filter((path) => path.startsWith("/fixture/ort/")), [
      "/fixture/ort/ort.wasm.min.mjs",
      "/fixture/ort/ort-wasm-simd-threaded.mjs",
      "/fixture/ort/ort-wasm-simd-threaded.wasm",
    ]);
  },
);

scenario(
  "WebGPU, on an adapter in software, gives what lite and the trainer give within 1e-5",
  async (tools) => {
    // A second of compiled shaders for each model: some that stand for all kinds of layers.
    const models = [
      "channels normalised, pooled and repeated",
      "strided convolutions and their tied mirrors",
      "the recipe cifar-conv",
      "the recipe mnist-variational-2",
    ];
    const apart = await parted(tools, {
      engines: ["lite", "webgpu"],
      halves: ["decoder"],
      models,
      least: models.length,
    });
    assert.deepEqual(apart, []);
    assert.deepEqual(tools.requests.filter((path) => path.startsWith("/fixture/ort/")), [
      "/fixture/ort/ort.webgpu.min.mjs",
      "/fixture/ort/ort-wasm-simd-threaded.asyncify.mjs",
      "/fixture/ort/ort-wasm-simd-threaded.asyncify.wasm",
    ]);
  },
);
