import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { calibrate } from "../../src/export/calibrate.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import "../start_backend.ts";

/** A model whose pre-activations are its inputs, and what the threshold of its codes is measured on. */
function calibrated(layer: LayerSpec, rows: readonly (readonly number[])[]) {
  const [{ length: size }] = rows;
  const plan = planAutoencoder({
    inputShape: [size],
    encoder: [layer],
    decoder: [{ type: "dictionary", units: size }],
    reconstructionLoss: "mean-squared-error",
  });
  const eye = Float32Array.from(tf.eye(size).dataSync());
  const params = layer.type === "dense_top_k"
    ? {
      "encoder.0.weight": { shape: [size, size], values: eye },
      "encoder.0.bias": { shape: [size], values: new Float32Array(size) },
    }
    : {};
  const train = { shape: [size], count: rows.length, values: Float32Array.from(rows.flat()) };
  return calibrate(plan, { params, train });
}

/** The first half chooses and the second judges, where rows stand two by two. */
const twice = (rows: number[][]) => rows.flatMap((row) => [row, row]);
const encoder = (k: number): LayerSpec => ({ type: "dense_top_k", units: 4, k });

Deno.test("the threshold keeps as many entries as k of each code would be", () => {
  const found = calibrated(encoder(2), twice([[5, 4, 3, 0.5], [9, 2, 1, 0.5]]));
  // Of 9, 5, 4, 3, 2 … the four largest; of the judged rows it keeps three and one.
  assertEquals(found, { path: "encoder.0", threshold: 3, agreement: 3 / 5, active: 2 });
});

Deno.test("zeros that fill up a rectified code do not count as entries that it keeps", () => {
  const found = calibrated(encoder(2), twice([[5, -1, -2, -3], [4, -1, -2, -3]]));
  assertEquals(found, { path: "encoder.0", threshold: 4, agreement: 1, active: 1 });
});

Deno.test("codes of zeros alone agree, in numbers that JSON has", () => {
  const found = calibrated(encoder(1), twice([[-1, -1, -2, -3]]));
  assertEquals(found, { path: "encoder.0", threshold: 0, agreement: 1, active: 0 });
});

Deno.test("entries below 0 count where a code is not rectified", () => {
  const found = calibrated({ type: "top_k", k: 2 }, twice([[-1, -2, -3, -4], [0, 7, -8, -9]]));
  // The row with a 0 has one entry and that 0 among its two largest.
  assertEquals(found, { path: "encoder.0", threshold: -2, agreement: 1, active: 1.5 });
});

Deno.test("a threshold is there only where a fixed number is kept", () => {
  assertEquals(calibrated({ ...encoder(2), batch: true } as LayerSpec, [[1, 2, 3, 4]]), undefined);
  assertEquals(calibrated({ type: "activation", function: "relu" }, [[1, 2]]), undefined);
});

Deno.test("many examples are measured batch by batch, each of them once", () => {
  const rng = createRng(3);
  const rows = Array.from({ length: 1400 }, () => Array.from({ length: 4 }, () => rng.uniform()));
  const found = calibrated(encoder(2), rows)!;
  const chosen = rows.filter((_, i) => i % 2 === 0).flat().sort((a, b) => b - a);
  assertEquals(found.threshold, Math.fround(chosen[2 * 700 - 1]));
  const judged = rows.filter((_, i) => i % 2 === 1);
  const kept = judged.flat().filter((value) => value >= found.threshold).length;
  assertAlmostEquals(found.active, kept / judged.length, 1e-12);
  assert(found.agreement > 0.5 && found.agreement < 1);
});
