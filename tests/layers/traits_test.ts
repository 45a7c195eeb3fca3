/** Holds the facts that layers give about themselves against what they compute. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import {
  applyLayers,
  initParams,
  planAutoencoder,
  type PlannedLayer,
  toDense,
} from "../../src/model/mod.ts";
import { toTensors } from "../../src/training/mod.ts";
import "../start_backend.ts";

/** The parts of a model of four values that a layer stands in the middle of. */
interface Surroundings {
  readonly before?: LayerSpec[];
  readonly inputShape?: number[];
}

const UNITS = 3;

/** A layer in its place, and its function of rows outside training, biases away from 0. */
function layerIn(spec: LayerSpec, { before = [], inputShape = [4] }: Surroundings = {}) {
  const plan = planAutoencoder({
    inputShape,
    encoder: [...before, spec],
    decoder: [{ type: "flatten" }, { type: "dense", units: 4 }, {
      type: "reshape",
      shape: inputShape,
    }],
    reconstructionLoss: "mean-squared-error",
  });
  const rng = createRng(7);
  const measure = () => ({ shape: inputShape, values: Float32Array.of(1, -2, 3, 0.5) });
  const arrays = initParams(plan, { rng, measure });
  for (const [path, { values }] of Object.entries(arrays)) {
    if (path.endsWith(".bias")) values.forEach((_, i) => values[i] = 0.3 + i);
  }
  const params = toTensors(arrays), layer: PlannedLayer = plan.encoder.at(-1)!;
  const apply = (rows: number[][]) => {
    const x = tf.reshape(tf.tensor2d(rows), [rows.length, ...layer.inputShape]);
    const y = toDense(applyLayers([layer], x, { params, given: {} }));
    return tf.reshape(y, [rows.length, -1]).arraySync() as number[][];
  };
  return { layer, params, apply };
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-5));
}

const rows = [[0.2, -1, 3, 0.7], [1.5, 0.4, -0.6, 2]];
const sum = (a: readonly number[], b: readonly number[], sign = 1) =>
  a.map((value, i) => value + sign * b[i]);

const images = { inputShape: [2, 2, 1] };
const identities: [LayerSpec, Surroundings][] = [
  [{ type: "flatten" }, images],
  [{ type: "reshape", shape: [1, 4] }, {}],
];
for (const [spec, place] of identities) {
  Deno.test(`${spec.type} says that it keeps values, and does`, () => {
    const { layer, apply } = layerIn(spec, place);
    assertEquals(layer.traits.map, "identity");
    apply(rows).forEach((row, i) => assertClose(row, rows[i]));
  });
}

Deno.test("center says that it shifts every value, and does", () => {
  const { layer, apply } = layerIn({ type: "center" });
  assertEquals(layer.traits.map, "shift");
  apply(rows).forEach((row, i) => assertClose(row, sum(rows[i], [1, -2, 3, 0.5], -1)));
});

const square: LayerSpec = { type: "dense", units: 4 };
const products: [string, LayerSpec, Surroundings][] = [
  ["dense", { type: "dense", units: UNITS }, {}],
  ["dense without a bias", { type: "dense", units: UNITS, bias: false }, {}],
  ["a tied dense", { type: "dense", units: 4, tiedTo: "encoder.0" }, { before: [square] }],
  ["dictionary", { type: "dictionary", units: UNITS }, {}],
];
for (const [name, spec, place] of products) {
  Deno.test(`${name} says how its weights lie and whether it adds to their product, and is right`, () => {
    const { layer, params, apply } = layerIn(spec, place);
    const { map, weights } = layer.traits;
    const [zero] = apply([[0, 0, 0, 0]]);
    assertEquals(map, zero.every((value) => value === 0) ? "linear" : "affine");
    const stored = params[layer.params[weights!.param]];
    const weight = weights!.axes === "inputs, outputs" ? stored : tf.transpose(stored);
    const expected = tf.matMul(tf.tensor2d(rows), weight).arraySync() as number[][];
    apply(rows).forEach((row, i) => assertClose(sum(row, zero, -1), expected[i]));
  });
}

const sparse: LayerSpec[] = [
  { type: "top_k", k: 2 },
  { type: "top_k", k: 1, alpha: 3 },
  { type: "dense_top_k", units: 9, k: 4 },
];
for (const spec of sparse) {
  Deno.test(`${JSON.stringify(spec)} keeps as many entries as it says`, () => {
    const { layer: { traits: { code } }, apply } = layerIn(spec);
    const active = apply([[0.5, 1, 2, 3], [3, -2, 1, -0.5], [-1, 2, -3, 0.5]])
      .map((row) => row.filter((value) => value !== 0).length);
    // A rectified one has fewer where fewer are above 0.
    assertEquals(Math.max(...active), code?.kind === "sparse" && code.isCounted && code.k);
  });
}

Deno.test("a batch top-k says that it keeps no fixed number, and that training ties examples", () => {
  const { traits } = layerIn({ type: "dense_top_k", units: 9, k: 4, batch: true }).layer;
  const isCounted = traits.code?.kind === "sparse" && traits.code.isCounted;
  assertEquals([traits.code?.kind, isCounted, traits.fromBatch], ["sparse", false, "largest"]);
});
