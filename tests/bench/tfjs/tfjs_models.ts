import * as tf from "@tensorflow/tfjs";

/** A model of tfjs Layers as its users write it, and examples of the shapes that it takes. */
export interface TfjsModel {
  /** Its layers in words. */
  readonly size: string;
  readonly batchSize: number;
  /** The batches of a timed `fit` on a backend that is fast, and on the CPU backend. */
  readonly batches: Readonly<Record<"wasm" | "cpu", number>>;
  build(): tf.LayersModel;
  /** So many examples with their targets. */
  examples(count: number): { readonly x: tf.Tensor; readonly y: tf.Tensor };
}

const labels = (count: number) =>
  tf.tidy(() => tf.oneHot(tf.cast(tf.floor(tf.randomUniform([count], 0, 10)), "int32"), 10));

/** The models that are measured, by their names. */
export const tfjsModels: Readonly<Record<string, TfjsModel>> = {
  CNN: {
    size: "28 × 28, conv 3×3 32, pool, conv 3×3 64, pool, dense 128, 10; batch 64",
    batchSize: 64,
    batches: { wasm: 12, cpu: 1 },
    build() {
      const model = tf.sequential({
        layers: [
          tf.layers.conv2d({
            inputShape: [28, 28, 1],
            filters: 32,
            kernelSize: 3,
            activation: "relu",
          }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.flatten(),
          tf.layers.dense({ units: 128, activation: "relu" }),
          tf.layers.dense({ units: 10, activation: "softmax" }),
        ],
      });
      model.compile({ optimizer: tf.train.adam(1e-3), loss: "categoricalCrossentropy" });
      return model;
    },
    examples: (count) => ({ x: tf.randomUniform([count, 28, 28, 1]), y: labels(count) }),
  },
  dense: {
    size: "784-512-512-10; batch 128",
    batchSize: 128,
    batches: { wasm: 40, cpu: 3 },
    build() {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({ inputShape: [784], units: 512, activation: "relu" }),
          tf.layers.dense({ units: 512, activation: "relu" }),
          tf.layers.dense({ units: 10, activation: "softmax" }),
        ],
      });
      model.compile({ optimizer: tf.train.adam(1e-3), loss: "categoricalCrossentropy" });
      return model;
    },
    examples: (count) => ({ x: tf.randomUniform([count, 784]), y: labels(count) }),
  },
  LSTM: {
    size: "28 steps of 28 values, LSTM 128, 10; batch 64",
    batchSize: 64,
    batches: { wasm: 12, cpu: 1 },
    build() {
      const model = tf.sequential({
        layers: [
          tf.layers.lstm({ inputShape: [28, 28], units: 128 }),
          tf.layers.dense({ units: 10, activation: "softmax" }),
        ],
      });
      model.compile({ optimizer: tf.train.adam(1e-3), loss: "categoricalCrossentropy" });
      return model;
    },
    examples: (count) => ({ x: tf.randomUniform([count, 28, 28]), y: labels(count) }),
  },
  autoencoder: {
    size: "784-256-32-256-784; batch 128",
    batchSize: 128,
    batches: { wasm: 40, cpu: 3 },
    build() {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({ inputShape: [784], units: 256, activation: "relu" }),
          tf.layers.dense({ units: 32, activation: "relu" }),
          tf.layers.dense({ units: 256, activation: "relu" }),
          tf.layers.dense({ units: 784, activation: "sigmoid" }),
        ],
      });
      model.compile({ optimizer: tf.train.adam(1e-3), loss: "binaryCrossentropy" });
      return model;
    },
    examples(count) {
      const x = tf.randomUniform([count, 784]);
      return { x, y: x };
    },
  },
};
