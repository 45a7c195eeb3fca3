import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { type AutoencoderSpec, initParams, planAutoencoder } from "../../src/model/mod.ts";
import { gradients, toTensors } from "../../src/training/mod.ts";
import "../start_backend.ts";

const base: AutoencoderSpec = {
  inputShape: [6],
  encoder: [{ type: "dense_top_k", units: 10, k: 2, auxiliaryK: 3, deadAfter: 100 }],
  decoder: [{ type: "dictionary", units: 6, startsAs: "encoder.0" }],
  reconstructionLoss: "mean-squared-error",
};
const penalised: AutoencoderSpec = {
  ...base,
  penalties: [{ type: "auxiliary_k", coefficient: 0.5 }],
};

/** The loss and gradients of one batch with these counts of silence. */
function step(spec: AutoencoderSpec, idle: readonly number[]) {
  const plan = planAutoencoder(spec);
  const params = toTensors(initParams(plan, { rng: createRng(3) }));
  params["encoder.0.idle"] = tf.tensor1d([...idle]);
  const rng = createRng(5);
  const x = tf.tensor2d(Array.from({ length: 4 * 6 }, () => rng.normal()), [4, 6]);
  return { x, params, ...gradients(plan, x, { params, rng }) };
}

const alive = Array(10).fill(0);
/** The four latents that fire least are dead. */
const dead = [0, 0, 0, 0, 0, 0, 101, 101, 101, 101];

Deno.test("without dead latents the auxiliary loss adds nothing", () => {
  assertEquals(step(penalised, alive).loss, step(base, alive).loss);
});

Deno.test("the auxiliary loss is the error that the dead latents leave unexplained", () => {
  const { x, params, loss } = step(penalised, dead);
  const weight = params["encoder.0.weight"].arraySync() as number[][];
  const rows = x.arraySync() as number[][];
  let squares = 0, auxiliary = 0;
  for (const row of rows) {
    const pre = weight.map((latent) => latent.reduce((sum, w, d) => sum + w * row[d], 0));
    const largest = (of: number[], k: number) =>
      of.sort((a, b) => pre[b] - pre[a]).slice(0, k).map((n) => [n, Math.max(0, pre[n])]);
    const decoded = (code: number[][]) =>
      row.map((_, d) => code.reduce((sum, [n, value]) => sum + value * weight[n][d], 0));
    const reconstruction = decoded(largest([...pre.keys()], 2));
    const answer = decoded(largest([6, 7, 8, 9], 3));
    row.forEach((value, d) => {
      const error = value - reconstruction[d];
      squares += error ** 2;
      auxiliary += (error - answer[d]) ** 2;
    });
  }
  assertAlmostEquals(loss, squares / 24 + 0.5 * auxiliary / 24, 1e-5);
});

Deno.test("only dead latents and what fires get gradients", () => {
  const { gradients: plain } = step(base, dead);
  const { gradients: revived } = step(penalised, dead);
  const difference = tf.sub(revived["encoder.0.weight"], plain["encoder.0.weight"]).arraySync();
  const moved = (difference as number[][]).map((row) =>
    row.some((value) => Math.abs(value) > 1e-7)
  );
  assertEquals(moved.slice(0, 6), Array(6).fill(false));
  assertEquals(moved.slice(6).some(Boolean), true);
});

const sparse: LayerSpec = { type: "dense_top_k", units: 8, k: 2 };
const atoms: LayerSpec = { type: "dictionary", units: 6 };
const refused: Readonly<Record<string, Pick<AutoencoderSpec, "encoder" | "decoder">>> = {
  "without a dictionary": {
    encoder: [{ type: "dense", units: 3 }],
    decoder: [{ type: "dense", units: 6 }],
  },
  "whose sparse code is not what the dictionary takes": {
    encoder: [sparse, { type: "dense", units: 8 }],
    decoder: [atoms],
  },
  "whose dictionary does not give the reconstruction": {
    encoder: [sparse],
    decoder: [{ ...atoms, units: 5 }, { type: "dense", units: 6 }],
  },
  "that bends what the dictionary gives": {
    encoder: [sparse],
    decoder: [atoms, { type: "activation", function: "tanh" }],
  },
};

for (const [what, layers] of Object.entries(refused)) {
  Deno.test(`a model ${what} cannot have the auxiliary loss`, () => {
    assertThrows(
      () => planAutoencoder({ ...penalised, ...layers }),
      RangeError,
      'Cannot penalise dead latents: the encoder must end in a "dense_top_k" layer, and the decoder ' +
        'start with a "dictionary", with at most a "reshape" and a "center" behind',
    );
  });
}
