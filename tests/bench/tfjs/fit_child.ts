/**
 * Times `model.fit` of one model of tfjs Layers on one backend, in a process of its own: arguments are
 * the model and the side, and what is printed is one line of JSON.
 */
import * as tf from "@tensorflow/tfjs";
import process from "node:process";
import { startKernels } from "../../../src/tfjs/mod.ts";
import type { FitTime, Side } from "./fit_time.ts";
import { tfjsModels } from "./tfjs_models.ts";

const [name, side] = process.argv.slice(2) as [string, Side];
// Its remarks about slow initial values would stand in the output.
console.warn = () => {};
console.log(JSON.stringify(await timeFit()));

async function timeFit(): Promise<FitTime> {
  // On one thread, as all sides are.
  if (side === "ours") await startKernels({ threads: 1 });
  else {
    if (side === "stock") await import("@tensorflow/tfjs-backend-wasm");
    await tf.setBackend(side === "stock" ? "wasm" : "cpu");
  }
  const { build, examples, batchSize, batches } = tfjsModels[name];
  const count = batches[side === "cpu" ? "cpu" : "wasm"];
  const model = build(), { x, y } = examples(count * batchSize);
  const fit = () => model.fit(x, y, { batchSize, epochs: 1, verbose: 0 });
  try {
    // WebAssembly is compiled well only after a while; a batch on the CPU backend is one.
    for (let i = 0; i < (side === "cpu" ? 0 : 2); i++) await fit();
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const start = performance.now(), used = process.cpuUsage();
  await fit();
  const { user, system } = process.cpuUsage(used);
  return {
    wallMilliseconds: (performance.now() - start) / count,
    processorMilliseconds: (user + system) / 1000 / count,
  };
}
