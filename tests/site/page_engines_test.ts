import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { exportWeb } from "../../src/library/mod.ts";
import { createGraph, encodeModel } from "../../src/onnx/mod.ts";
import { findModels } from "../../src/site/find_models.ts";
import { pageEngines } from "../../src/site/page_engines.ts";
import { runPages } from "../../src/site/run_pages.ts";
import type { Site } from "../../src/site/site.ts";
import { inFolder } from "../in_folder.ts";
import { writeModelFolder } from "./model_folder.ts";

/** A decoder, [B, 2] to [B, 2, 2, 1], by one operator between its product and its image. */
function decoderBy(operator: "Exp" | "Sigmoid"): Uint8Array<ArrayBuffer> {
  const graph = createGraph("decoder"), code = graph.input("code", ["batch", 2]);
  const weight = graph.initializer("weight", {
    shape: [2, 4],
    values: Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1),
  });
  const product = graph.node("MatMul", [code, weight], { name: "decoder/product" });
  const values = graph.node(operator, [product], { name: `decoder/${operator}` });
  const image = graph.node("Reshape", [values, graph.integers([-1, 2, 2, 1])]);
  graph.output(image, "reconstruction", ["batch", 2, 2, 1]);
  return encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));
}

function folderWith(decoder: Uint8Array, directory: string): Promise<string> {
  return writeModelFolder(directory, {
    "preprocessor_config.json": JSON.stringify({ inputShape: [2, 2, 1] }),
    "onnx/decoder_model.onnx": decoder,
    "onnx/encoder_model.onnx": undefined,
  });
}

function hasRuntime(site: Site): boolean {
  return [...site.keys()].some((path) => path.startsWith("ort/"));
}

function textOf(site: Site, path: string): string {
  const entry = site.get(path);
  return entry && "text" in entry ? entry.text : "";
}

function elementsOf(site: Site): string[] {
  return [...textOf(site, "index.html").matchAll(/engine="(\w+)" engines="([\w ]+)"/g)]
    .map(([, first, all]) => `${first}: ${all}`);
}

Deno.test("pages carry the lite engine alone where it runs their models, as it does all kept ones", async () => {
  const kept = await findModels("models");
  const { site, engines, remarks } = await runPages(kept, {});
  assertEquals([engines, remarks, hasRuntime(site)], [["lite"], [], false]);
  assertEquals(new Set(elementsOf(site)), new Set(["lite: lite"]));
});

Deno.test("the engines that are asked for come along, with the runtime where it is among them", async () => {
  const [run] = await findModels("models");
  const all = await runPages([run], { engines: ["webgpu", "lite", "wasm"] });
  assertEquals(elementsOf(all.site), ["webgpu: webgpu lite wasm"]);
  assert(all.site.has("ort/ort.webgpu.min.mjs") && all.site.has("ort/ort.wasm.min.mjs"));
  const sizes = [...all.site].map(([path, entry]) =>
    path.startsWith("ort/") && "file" in entry ? Deno.statSync(entry.file).size : 0
  );
  // As the export and docs/embedding.md say.
  assertEquals(Math.round(sizes.reduce((sum, size) => sum + size) / 1e6), 41);
  const wasm = await runPages([run], { engines: ["wasm"] });
  assert(!wasm.site.has("ort/ort.webgpu.min.mjs") && hasRuntime(wasm.site));
});

Deno.test("a model that the lite engine cannot run takes ONNX Runtime along, and the node is named", async () => {
  await inFolder(async (directory) => {
    const odd = await folderWith(decoderBy("Exp"), join(directory, "odd"));
    const usual = await folderWith(decoderBy("Sigmoid"), join(directory, "usual"));
    const one = await runPages([odd], {});
    assertEquals([one.engines, elementsOf(one.site)], [["wasm"], ["wasm: wasm"]]);
    assert(one.site.has("ort/ort.wasm.min.mjs") && !one.site.has("ort/ort.webgpu.min.mjs"));
    assertEquals(one.remarks, [
      `The model of ${odd} runs on ONNX Runtime, which lies in ort/, as the lite engine cannot run it: ` +
      'onnx/decoder_model.onnx: Cannot run "decoder" in the lite engine: it lacks the operator of ' +
      'node "decoder/Exp" (Exp), which ONNX Runtime may have',
    ]);
    const both = await runPages([usual, odd], {});
    assertEquals(elementsOf(both.site), ["lite: lite", "wasm: wasm"]);
    assertEquals([both.engines, both.remarks], [["lite", "wasm"], one.remarks]);
    // The page of a model offers what its card does.
    const page = textOf(both.site, "models/odd/index.html");
    assert(page.includes('engine="wasm" engines="wasm"'));

    const out = join(directory, "site");
    const written = await exportWeb([odd], { out });
    assertEquals([written.engines, written.remarks], [["wasm"], one.remarks]);
    assert(written.files.includes("ort/ort-wasm-simd-threaded.wasm"));
    const small = await exportWeb([usual], { out });
    assertEquals([small.engines, small.remarks], [["lite"], []]);
    assert(small.bytes < 500_000, `${small.bytes} bytes`);
  });
});

Deno.test("smaller weights are tried in the place of the run's", async () => {
  await inFolder(async (directory) => {
    const run = await folderWith(decoderBy("Exp"), directory);
    const files = new Map([["onnx/decoder_model.onnx", decoderBy("Sigmoid")]]);
    const smaller = new Map([[run, { precision: "fp16", files }]]);
    assertEquals((await pageEngines([run], { smaller })).remarks, []);
  });
});

Deno.test("the lite engine alone is refused for what it cannot run, and damaged files are for every page", async () => {
  await inFolder(async (directory) => {
    const odd = await folderWith(decoderBy("Exp"), join(directory, "odd"));
    const { message } = await assertRejects(() => runPages([odd], { engines: ["lite"] }), Error);
    assertMatch(
      message,
      /^Cannot show the model of .*odd in the lite engine alone: onnx\/decoder_/,
    );
    assertMatch(message, /node "decoder\/Exp" .*; --engines wasm takes ONNX Runtime in its place$/);
    const offered = await pageEngines([odd], { engines: ["lite", "wasm"] });
    assertEquals([offered.engines, offered.own.size], [["lite", "wasm"], 0]);
    const damaged = await writeModelFolder(join(directory, "damaged"));
    await assertRejects(
      () => runPages([damaged], {}),
      Error,
      `Cannot show the model of ${damaged}: onnx/decoder_model.onnx: Cannot read the model as an`,
    );
  });
});
