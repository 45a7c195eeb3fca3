import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { type AutoencoderSpec, planAutoencoder } from "../../src/model/mod.ts";
import { optimizerOptions } from "../../src/optimizers/mod.ts";
import { gradients, initOptimizer, toArrays, toTensors, update } from "../../src/training/mod.ts";
import golden from "../golden/training_step.json" with { type: "json" };
import "../start_backend.ts";

const tanh: LayerSpec = { type: "activation", function: "tanh" };
const dense = (units: number, tiedTo?: string): LayerSpec => ({
  type: "dense",
  units,
  ...(tiedTo && { tiedTo }),
});

const encoder = [dense(4), tanh, dense(2)];

const specs: Readonly<Record<keyof typeof golden, AutoencoderSpec>> = {
  "untied, binary cross-entropy": {
    inputShape: [6],
    encoder,
    decoder: [dense(4), tanh, dense(6), { type: "activation", function: "sigmoid" }],
    reconstructionLoss: "binary-cross-entropy",
  },
  "tied, squared error": {
    inputShape: [6],
    encoder,
    decoder: [dense(4, "encoder.2"), tanh, dense(6, "encoder.0")],
    reconstructionLoss: "mean-squared-error",
  },
};

/** The paths of the reference program's dense layers 0 … 3 in the specs. */
const PATHS = ["encoder.0", "encoder.2", "decoder.0", "decoder.2"];

/** As the reference program's function of the same name, in 32 bits. */
function waves(size: number, phase: number, scale: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size }, (_, i) => scale * Math.sin(phase + i));
}

for (const [name, { losses, params: expected }] of Object.entries(golden)) {
  Deno.test(`two steps of Adam give the losses and weights of NumPy: ${name}`, () => {
    const plan = planAutoencoder(specs[name as keyof typeof golden]);
    const optimizer = optimizerOptions.parse({ type: "adam", weightDecay: 0.05 });
    const start = PATHS.flatMap((path, i) =>
      [["weight", 10 * i, 0.6], ["bias", 100 + 10 * i, 0.2]].map(([param, phase, scale]) => {
        const shape = plan.params[`${path}.${param}`]?.shape;
        const size = shape?.reduce((a, b) => a * b, 1) ?? 0;
        return [`${path}.${param}`, { shape, values: waves(size, +phase, +scale) }] as const;
      })
    );
    const params = toTensors(Object.fromEntries(start.filter(([path]) => plan.params[path])));
    const state = initOptimizer(plan, optimizer);
    const x = tf.tensor(waves(18, 1000, 0.45).map((value) => 0.5 + value), [3, 6]);
    for (let step = 1; step <= 3; step++) {
      const result = gradients(plan, x, { params, rng: createRng(0) });
      assertAlmostEquals(result.loss, losses[step - 1], 1e-6);
      if (step < 3) {
        update({ params, planned: plan.params, gradients: result.gradients, state }, {
          optimizer,
          learningRate: 0.01,
          step,
        });
      }
      tf.dispose(result.gradients);
    }
    const found = toArrays(params);
    tf.dispose([x, params, state]);
    assertEquals(Object.keys(found).length, Object.keys(expected).length);
    for (const [key, values] of Object.entries(expected)) {
      const { values: actual } = found[nameOf(key)];
      assertEquals(actual.length, values.length);
      actual.forEach((value, i) => assertAlmostEquals(value, values[i], 1e-5, `${key}[${i}]`));
    }
  });
}

/** `weight2` of the reference program is `decoder.0.weight`. */
function nameOf(key: string): string {
  return `${PATHS[Number(key.at(-1))]}.${key.slice(0, -1)}`;
}
