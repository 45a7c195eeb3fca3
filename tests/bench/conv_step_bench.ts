import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import type { Examples } from "../../src/data/mod.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { describeModel, initParams, type Params, planAutoencoder } from "../../src/model/mod.ts";
import { trainingOptions } from "../../src/training/mod.ts";
import { toTensors } from "../../src/training/tensors.ts";
import { trainStep } from "../../src/training/train_step.ts";
import { initOptimizer } from "../../src/training/update.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";
import { measureMemory, type TrainingMemory } from "./measure_memory.ts";
import { timeTorch, type TorchComparison } from "./torch_peer.ts";

const BATCH_SIZE = 128, IMAGE = [28, 28, 1];
const NAME = "convolutional training step";
const SCRIPT = "scripts/reference/conv_step_torch.py";

const convolution = (filters: number, padding: "same" | "valid" = "same"): LayerSpec[] => [
  { type: "conv2d", filters, size: 3, padding },
  { type: "activation", function: "relu" },
];
const pool: LayerSpec = { type: "max_pool", size: 2, padding: "same" };
const upSampling: LayerSpec = { type: "up_sampling", size: 2 };

/** The convolutional autoencoder of the Keras blog, of the recipe `mnist-conv-keras`. */
const spec = describeModel({
  encoder: [16, 8, 8].flatMap((filters) => [...convolution(filters), pool]),
  decoder: [
    ...[8, 8].flatMap((filters) => [...convolution(filters), upSampling]),
    ...convolution(16, "valid"),
    upSampling,
    { type: "conv2d", filters: 1, size: 3 },
    { type: "activation", function: "sigmoid" },
  ],
  loss: "binary-cross-entropy",
}, IMAGE);

/**
 * A whole step of the training of a recipe: batch, forward, backward, Adam. Stock tfjs cannot train
 * convolutions on its WASM backend, so beside it stand stock's forward pass alone, and PyTorch with
 * its channels first and last.
 */
export function* convStepBench(
  { withStock }: KernelSets,
): Iterable<Comparison | TrainingMemory | TorchComparison> {
  const rng = createRng(1), plan = planAutoencoder(spec);
  const params = toTensors(initParams(plan, { rng, measure: noStatistic }));
  const options = trainingOptions.parse({ epochs: 1, batchSize: BATCH_SIZE });
  const state = initOptimizer(plan, options.optimizer);
  const train = randomImages(4 * BATCH_SIZE);
  const indices = rng.permutation(train.count).subarray(0, BATCH_SIZE);
  let step = 0;
  const ours = () => {
    step++;
    const position = { step, steps: step + 1, learningRate: 1e-3 };
    trainStep({ plan, train, options, rng, params, state, indices }, position);
  };
  yield measureMemory(NAME, ours);
  const x = tf.randomUniform<tf.Rank.R4>([BATCH_SIZE, 28, 28, 1]);
  const comparison = compare({
    name: `${NAME}, stock: forward pass alone`,
    size: `conv 16, 8, 8 and back, batch ${BATCH_SIZE}`,
    ours,
    stock: () => withStock(() => stockForward(x, params)),
  });
  yield comparison;
  const { oursMilliseconds } = comparison;
  yield { name: `${NAME}, channels first`, oursMilliseconds, torch: timeTorch(SCRIPT) };
  const torch = timeTorch(SCRIPT, ["--channels-last"]);
  yield { name: `${NAME}, channels last`, oursMilliseconds, torch };
  tf.dispose([x, params, state]);
}

function noStatistic(): never {
  throw new Error("Cannot measure data: no layer of this model starts from any");
}

function randomImages(count: number): Examples {
  const rng = createRng(2);
  const values = Uint8Array.from({ length: count * 28 * 28 }, () => rng.integer(256));
  return { shape: IMAGE, count, values };
}

/** The same model by the operations of tfjs alone. */
function stockForward(x: tf.Tensor4D, params: Readonly<Params>): void {
  tf.tidy(() => {
    let y = x;
    for (const [half, layers] of Object.entries({ encoder: spec.encoder, decoder: spec.decoder })) {
      layers.forEach((layer, i) => y = stockLayer(layer, y, { params, path: `${half}.${i}` }));
    }
    y.dataSync();
  });
}

function stockLayer(
  layer: LayerSpec,
  x: tf.Tensor4D,
  { params, path }: { params: Readonly<Params>; path: string },
): tf.Tensor4D {
  switch (layer.type) {
    case "conv2d": {
      const filter = params[`${path}.filter`] as tf.Tensor4D;
      return tf.add(tf.conv2d(x, filter, 1, layer.padding ?? "same"), params[`${path}.bias`]);
    }
    case "activation":
      return layer.function === "relu" ? tf.relu(x) : tf.sigmoid(x);
    case "max_pool":
      return tf.maxPool(x, 2, 2, "same");
    default:
      return tf.image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]);
  }
}
