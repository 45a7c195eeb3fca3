/** A model of scaled data that takes and gives the numbers of the data, beside plain arithmetic. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { ndArray } from "../../src/core/nd_array.ts";
import { applyScaling, invertScaling, type Scaling } from "../../src/core/preprocessor/scaling.ts";
import { loadAutoencoder, loadDecoder } from "../../src/inference/mod.ts";
import { runtimes } from "../onnx/runtimes.ts";
import { linearFiles } from "./models.ts";

const { "onnxruntime-node": node } = runtimes;
const scaling: Scaling = { scale: "standard", offset: [100], factor: [8] };

/** The linear model of images. */
const plain = (path: string) => {
  const files = linearFiles();
  return path in files ? Promise.resolve(files[path]) : Promise.reject(new Error(`no ${path}`));
};

/** The same, which says that its data were scaled. */
const read = async (path: string) => {
  const files = linearFiles();
  if (path !== "preprocessor_config.json") return await plain(path);
  const config = JSON.parse(new TextDecoder().decode(files[path]));
  return new TextEncoder().encode(JSON.stringify({ ...config, scaling }));
};

const raw = ndArray([2, 2, 2, 1], Float32Array.of(100, 108, 92, 124, 96, 100, 116, 84));
const scaled = ndArray(raw.shape, applyScaling(raw.values, scaling));

Deno.test("an autoencoder in the units of the data scales what it takes and unscales what it gives", async () => {
  await using own = await loadAutoencoder(node, read);
  await using data = await loadAutoencoder(node, read, { units: "data" });
  const code = await own.encode(scaled);
  assertEquals(await data.encode(raw), code);
  const expected = invertScaling((await own.reconstruct(scaled)).values, scaling);
  assertEquals((await data.reconstruct(raw)).values, expected);
  assertEquals((await data.decode(code)).values, expected);
  await using decoder = await loadDecoder(node, read, { units: "data" });
  assertEquals((await decoder.decode(code)).values, expected);
  await using both = await decoder.withEncoder();
  (await both.encode(raw)).values.forEach((value, i) => assertAlmostEquals(value, code.values[i]));
});

Deno.test("a model whose data were not scaled takes them as they are in either units", async () => {
  await using own = await loadAutoencoder(node, plain);
  await using data = await loadAutoencoder(node, plain, { units: "data" });
  assertEquals(await data.reconstruct(raw), await own.reconstruct(raw));
});
