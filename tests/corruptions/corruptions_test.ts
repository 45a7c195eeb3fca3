import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { corruptionOf, type CorruptionSpec, corruptionSpec } from "../../src/corruptions/mod.ts";
import { mirrorDecoder } from "../../src/model/mod.ts";
import { applyLayer } from "../layers/apply_layer.ts";
import "../start_backend.ts";

const rng = createRng(4);

/** The values that a corruption makes of many equal ones. */
function corruptMany(spec: CorruptionSpec, value: number): Float32Array {
  return tf.tidy(() =>
    corruptionOf(spec).apply(spec, tf.fill([10, 2000], value), (i) => rng.fork(i)).dataSync()
  ) as Float32Array;
}

function share(values: Float32Array, wanted: number): number {
  return values.filter((value) => value === Math.fround(wanted)).length / values.length;
}

Deno.test("gaussian adds normal noise of mean 0 and the standard deviation asked for", () => {
  const values = corruptMany({ type: "gaussian", stddev: 0.5 }, 0.3);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  assertAlmostEquals(mean, 0.3, 0.02);
  assertAlmostEquals(Math.sqrt(variance), 0.5, 0.02);
});

Deno.test("masking sets the share asked for to zero and leaves the others as they are", () => {
  const values = corruptMany({ type: "masking", rate: 0.4 }, 0.3);
  assertAlmostEquals(share(values, 0), 0.4, 0.02);
  assertAlmostEquals(share(values, 0) + share(values, 0.3), 1, 1e-12);
});

Deno.test("salt and pepper sets half of the share to black and half to white", () => {
  const values = corruptMany({ type: "salt_and_pepper", rate: 0.5 }, 0.3);
  assertAlmostEquals(share(values, 0), 0.25, 0.02);
  assertAlmostEquals(share(values, 1), 0.25, 0.02);
  assertAlmostEquals(share(values, 0) + share(values, 1) + share(values, 0.3), 1, 1e-12);
});

const noises: readonly CorruptionSpec[] = [
  { type: "gaussian", stddev: 1 },
  { type: "masking", rate: 0.5 },
  { type: "salt_and_pepper", rate: 0.5 },
];

for (const noise of noises) {
  Deno.test(`${noise.type} depends on the stream of the example, not on its place in the batch`, () => {
    const x = tf.tensor2d(Array.from({ length: 3 * 50 }, () => rng.uniform()), [3, 50]);
    const damaged = (rows: tf.Tensor, first: number) =>
      corruptionOf(noise).apply(noise, rows, (i) => rng.fork(first + i));
    const whole = damaged(x, 0).arraySync() as number[][];
    assertEquals(damaged(x.slice([1, 0], [2, 50]), 1).arraySync() as number[][], whole.slice(1));
    x.dispose();
  });

  Deno.test(`${noise.type} acts as a layer in training alone`, () => {
    const x = tf.tensor2d([[0.2, 0.4, 0.6, 0.8]]);
    const spec = { type: "corruption" as const, noise };
    assertEquals(applyLayer(spec, x).dataSync(), x.dataSync());
    const damaged = applyLayer(spec, x, { rng: (i) => rng.fork(i) });
    assertEquals(damaged.dataSync().some((value, i) => value !== x.dataSync()[i]), true);
  });
}

Deno.test("a corruption in the middle of an encoder has no place in its mirror", () => {
  const encoder = [
    { type: "dense" as const, units: 5 },
    { type: "corruption" as const, noise: noises[0] },
    { type: "activation" as const, function: "tanh" as const },
    { type: "dense" as const, units: 2 },
  ];
  assertEquals(mirrorDecoder(encoder, { inputShape: [6], tied: false }), [
    { type: "dense", units: 5 },
    { type: "activation", function: "tanh" },
    { type: "dense", units: 6 },
  ]);
});

Deno.test("rates outside (0, 1) and standard deviations that are not above 0 are refused", () => {
  const wrong = [
    { type: "masking", rate: 1 },
    { type: "masking", rate: 0 },
    { type: "salt_and_pepper", rate: 1.5 },
    { type: "gaussian", stddev: 0 },
    { type: "rain" },
  ];
  for (const spec of wrong) assertThrows(() => corruptionSpec.parse(spec));
});
