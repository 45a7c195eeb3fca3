/**
 * Trains small models of each kind for some steps on so many threads, all that can be shared out, and prints
 * a hash of the weights of each: `train_on_threads.ts THREADS NUMERICS`.
 */
import { createRng } from "../../../../src/core/rng.ts";
import { sha256 } from "../../../../src/core/sha256.ts";
import { strokes } from "../../../../src/data/mod.ts";
import { readKernels } from "../../../../src/io/read_kernels.ts";
import {
  endThreads,
  type Numerics,
  setSharing,
  startBackend,
  startThreads,
  threadCounts,
} from "../../../../src/kernels/mod.ts";
import { planAutoencoder } from "../../../../src/model/mod.ts";
import { fit } from "../../../../src/training/mod.ts";
import { type AutoencoderOptionsInput, describeAutoencoder } from "../../../../src/variants/mod.ts";

const MODELS: Readonly<Record<string, AutoencoderOptionsInput>> = {
  deep: { variant: "deep", codeSize: 5, nodes: [70, 33], activation: "tanh" },
  tied: { variant: "tied", codeSize: 40 },
  variational: { variant: "variational", codeSize: 4, nodes: [50] },
  "top k": { variant: "k-sparse", codeSize: 300, k: 7 },
  convolutions: {
    encoder: [
      { type: "conv2d", filters: 9, size: 3 },
      { type: "activation", function: "relu" },
      { type: "max_pool", size: 2, switches: true },
      { type: "conv2d", filters: 17, size: 3, stride: 2 },
      { type: "activation", function: "tanh" },
      { type: "flatten" },
      { type: "dense", units: 6 },
    ],
    loss: "mean-squared-error",
    outputActivation: "sigmoid",
  },
  dictionary: {
    encoder: [
      { type: "flatten" },
      { type: "dense_top_k", units: 700, k: 9, auxiliaryK: 20, deadAfter: 50 },
    ],
    loss: "mean-squared-error",
    penalties: [{ type: "auxiliary_k", coefficient: 0.03 }],
  },
};

const [threads, numerics] = Deno.args;
await startBackend({
  binaries: await readKernels(),
  threads: Number(threads),
  numerics: numerics as Numerics,
});
await startThreads();
setSharing("all");
const train = strokes(90, createRng(1)), hashes: Record<string, string> = {};
for (const [name, model] of Object.entries(MODELS)) {
  const plan = planAutoencoder(describeAutoencoder(model, train.shape));
  const optimizer = name === "tied"
    ? { type: "sgd", learningRate: 0.1, momentum: 0.9 } as const
    : undefined;
  const options = { epochs: 2, batchSize: 45, ...(optimizer && { optimizer }) };
  for await (const event of fit({ plan, train, options, rng: createRng(2) })) {
    if (event.type !== "end") continue;
    const parts = Object.keys(event.params).sort().map((key) => event.params[key].values);
    const bytes = parts.flatMap((values) => [
      ...new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    ]);
    hashes[name] = await sha256(Uint8Array.from(bytes));
  }
}
console.log(JSON.stringify({ threads: threadCounts().now, hashes }));
await endThreads();
