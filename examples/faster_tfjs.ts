/**
 * Speeds up a TensorFlow.js model that knows nothing of this toolkit: `startBackend` puts its kernels
 * on the WASM backend, and every model that runs there has them.
 *
 *     deno task kernels
 *     deno run --allow-read --allow-env --allow-sys examples/faster_tfjs.ts
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { readKernels, startBackend } from "isthmus";

const BATCH = 64, SIZE = 784;

/** Somebody's autoencoder, in the layers of TensorFlow.js. */
function somebodysModel(): tf.Sequential {
  const model = tf.sequential();
  for (const [i, units] of [512, 128, 32, 128, 512].entries()) {
    model.add(
      tf.layers.dense({ units, activation: "relu", ...(i === 0 && { inputShape: [SIZE] }) }),
    );
  }
  model.add(tf.layers.dense({ units: SIZE, activation: "sigmoid" }));
  model.compile({ optimizer: tf.train.adam(), loss: "meanSquaredError" });
  return model;
}

/** Milliseconds of a step of training, the median of some, after a few that are not counted. */
async function stepTime(model: tf.Sequential, x: tf.Tensor): Promise<number> {
  const times: number[] = [];
  for (let step = 0; step < 10; step++) {
    const start = performance.now();
    await model.trainOnBatch(x, x);
    times.push(performance.now() - start);
  }
  return times.slice(3).sort((a, b) => a - b)[3];
}

await tf.setBackend("wasm");
const model = somebodysModel(), x = tf.randomUniform([BATCH, SIZE]);
const stock = await stepTime(model, x);
await startBackend({ binaries: await readKernels() });
const ours = await stepTime(model, x);
console.log(`stock TensorFlow.js: ${stock.toFixed(0)} ms a step`);
console.log(
  `with startBackend:   ${ours.toFixed(0)} ms a step, ${(stock / ours).toFixed(1)} times faster`,
);
