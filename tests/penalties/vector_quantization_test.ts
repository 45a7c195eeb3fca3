import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { penaltyOf } from "../../src/penalties/mod.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import type { AutoencoderSpec } from "../../src/model/mod.ts";
import "../start_backend.ts";

const model = (learning: "average" | "gradient"): AutoencoderSpec => ({
  inputShape: [4],
  encoder: [{ type: "vector_quantization", entries: 3, size: 2, learning }],
  decoder: [{ type: "dense", units: 4 }],
  reconstructionLoss: "mean-squared-error",
  penalties: [{ type: "vector_quantization", coefficient: 0.25 }],
});

/** β times the penalty of one batch, and its gradients by the input and the entries. */
function penalise(learning: "average" | "gradient") {
  const x = tf.tensor2d([[1, 2, 3, 4], [5, 6, 7, 8]]);
  const entries = tf.tensor2d([[1, 1, 1, 1], [7, 7, 7, 7]]);
  const spec = { type: "vector_quantization", coefficient: 0.25 } as const;
  const { value, grads } = tf.valueAndGrads((input, quantized) => {
    const penalty = penaltyOf(spec).apply(spec, {
      model: planAutoencoder(model(learning)),
      own: {},
      x,
      code: x,
      given: { "encoder.0.input": input, "encoder.0.quantized": quantized },
      params: {},
      reconstruction: () => x,
      pullBack: (cotangents) => cotangents,
    })!;
    // What is no part of the sum would have no gradient, where one of 0 is to be seen.
    return tf.add(tf.mul(penalty, spec.coefficient), tf.mul(tf.sum(quantized), 0));
  })([x, entries]);
  return { loss: value.dataSync()[0], grads: grads.map((grad) => [...grad.dataSync()]) };
}

// Σ (z − e)² is 0 + 1 + 4 + 9 + 4 + 1 + 0 + 1 = 20, of eight values.
const differences = [0, 1, 2, 3, -2, -1, 0, 1];

Deno.test("the commitment is β times the mean square of how far vectors are from their entries", () => {
  const { loss, grads } = penalise("average");
  assertAlmostEquals(loss, 0.25 * 20 / 8, 1e-6);
  grads[0].forEach((value, i) => assertAlmostEquals(value, 0.25 * 2 * differences[i] / 8, 1e-6));
  assertEquals(grads[1], Array(8).fill(0));
});

Deno.test("entries that learn by gradients get the codebook loss besides, without β", () => {
  const { loss, grads } = penalise("gradient");
  assertAlmostEquals(loss, 1.25 * 20 / 8, 1e-6);
  grads[0].forEach((value, i) => assertAlmostEquals(value, 0.25 * 2 * differences[i] / 8, 1e-6));
  grads[1].forEach((value, i) => assertAlmostEquals(value, -2 * differences[i] / 8, 1e-6));
});

Deno.test("a model without a codebook has nothing to commit to", () => {
  const spec = { ...model("average"), encoder: [{ type: "dense" as const, units: 4 }] };
  assertThrows(
    () => planAutoencoder(spec),
    RangeError,
    'Cannot penalise how far codes are from a codebook: the encoder must have a "vector_quantization" layer',
  );
  assertEquals(planAutoencoder(model("average")).codeShape, [4]);
});
