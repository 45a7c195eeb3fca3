/**
 * A program that trains, exports, encodes and decodes with nothing but the package, and prints what came of it as
 * JSON. It is JavaScript, and TypeScript in its strictest form.
 */
export const TRAINING = `
import { createRng, describeAutoencoder, fit, planAutoencoder } from "isthmus";
import { readKernels, startBackend, strokes, toOnnx } from "isthmus";
import { createPreprocessor } from "isthmus";
import { interpolate } from "isthmus/generation";
import { loadAutoencoder } from "isthmus/inference";
import { createLiteRuntime } from "isthmus/lite";
import { connect } from "isthmus/client";
import { readFile } from "node:fs/promises";

await startBackend({ binaries: await readKernels() });
const train = strokes(256, createRng(0));
const plan = planAutoencoder(
  describeAutoencoder({ variant: "undercomplete", codeSize: 8 }, train.shape),
);
const losses = [];
const files = new Map();
for await (const event of fit({ plan, train, options: { epochs: 3 }, rng: createRng(1) })) {
  if (event.type === "epoch") losses.push(event.metrics.trainingLoss);
  if (event.type !== "end") continue;
  const { encoder, decoder } = toOnnx(plan, event.params);
  files.set("onnx/encoder_model.onnx", encoder).set("onnx/decoder_model.onnx", decoder);
}
const config = { kind: "image", inputShape: train.shape, bytesScale: 1 / 255 };
files.set("preprocessor_config.json", new TextEncoder().encode(JSON.stringify(config)));
const kernels = await readFile(new URL(import.meta.resolve("isthmus/kernels/lite.wasm")));
const autoencoder = await loadAutoencoder(
  createLiteRuntime({ kernels }),
  (path) => files.has(path) ? Promise.resolve(files.get(path)) : Promise.reject(new Error("none")),
);
const values = Float32Array.from(train.values.subarray(0, 2 * 784), (value) => value / 255);
const code = await autoencoder.encode({ shape: [2, ...train.shape], values });
const decoded = await autoencoder.decode(code);
await autoencoder.dispose();
console.log(JSON.stringify({
  losses,
  code: code.shape,
  decoded: decoded.shape,
  isFinite: decoded.values.every(Number.isFinite),
  others: [typeof createPreprocessor, typeof interpolate, typeof connect],
}));
`;

/** The script of a page that decodes one code with the lite engine, and says so in its title. */
export function pageProgram(kernels: string): string {
  return `
import { loadDecoder } from "isthmus/inference";
import { createLiteRuntime } from "isthmus/lite";
import kernels from "${kernels}";

const bytes = async (path) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(path);
  return new Uint8Array(await response.arrayBuffer());
};
const lite = createLiteRuntime({ kernels: await bytes(kernels) });
const decoder = await loadDecoder(lite, (path) => bytes("/model/" + path));
const { shape, values } = await decoder.decode({ shape: [1, 2], values: Float32Array.of(0, 0) });
document.title = shape.join(" ") + (values.every((value) => value >= 0 && value <= 1) ? " ok" : "");
`;
}

/** The same with the whole of \`isthmus/inference\` and a runtime that somebody else brings. */
export const INFERENCE = `
import { loadAutoencoder, loadClassifier, loadDecoder, loadEncoder } from "isthmus/inference";
console.log(loadAutoencoder, loadClassifier, loadDecoder, loadEncoder);
`;
