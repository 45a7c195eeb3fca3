import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { gradients, toArrays, toTensors } from "../../src/training/mod.ts";
import { plainLoss } from "./plain_model.ts";
import {
  randomInputs,
  smallClassifiers,
  smallLabels,
  smallModels,
  withParams,
} from "./small_models.ts";
import "../start_backend.ts";

const BATCH = 5;
const rng = createRng(3).fork("step").fork(9);

/** The rows of a batch as plain numbers. */
function rowsOf({ shape, values }: { shape: readonly number[]; values: Float32Array }): number[][] {
  const size = values.length / shape[0];
  return Array.from(
    { length: shape[0] },
    (_, b) => Array.from(values.subarray(b * size, (b + 1) * size)),
  );
}

for (const [name, spec] of Object.entries({ ...smallModels, ...smallClassifiers })) {
  Deno.test(`loss and gradients are those of the formulas, in doubles, for ${name}`, () => {
    const { plan, params } = withParams(spec);
    const batch = randomInputs(spec, BATCH);
    const tensors = toTensors(params);
    const x = tf.tensor(batch.values, [...batch.shape]);
    const classes = smallLabels(plan, BATCH);
    const labels = classes && tf.tensor2d(classes);
    const result = gradients(plan, x, { params: tensors, rng, labels });
    const found = toArrays(result.gradients);
    tf.dispose([x, tensors, labels ?? [], result.gradients, result.statistics]);

    const plain = Object.fromEntries(
      Object.entries(params).map(([path, { values }]) => [path, Float64Array.from(values)]),
    );
    const options = { params: plain, rng, labels: classes, constants: new Map() };
    const loss = () => plainLoss(plan, rowsOf(batch), options);
    // A sum over values instead of a mean is as much less exact as it is larger.
    const scale = Math.max(1, Math.abs(loss()));
    assertAlmostEquals(result.loss, loss(), 1e-6 * scale);
    const trainable = Object.keys(plan.params).filter((path) => plan.params[path].trainable);
    assertEquals(Object.keys(found), trainable);
    let largest = 0;
    const h = 1e-5;
    for (const path of trainable) {
      plain[path].forEach((value, i) => {
        plain[path][i] = value + h;
        const above = loss();
        plain[path][i] = value - h;
        const below = loss();
        plain[path][i] = value;
        const expected = (above - below) / (2 * h);
        assertAlmostEquals(found[path].values[i], expected, 2e-6 * scale, `${path}[${i}]`);
        largest = Math.max(largest, Math.abs(expected));
      });
    }
    assert(largest > 0.01, "the gradient must not be nothing");
  });
}

Deno.test("a tied weight's gradient is the sum of the gradients of its two places", () => {
  const tied = smallModels["tied weights"];
  const untied = {
    ...tied,
    decoder: tied.decoder.map((layer) =>
      layer.type === "dense" ? { type: layer.type, units: layer.units } : layer
    ),
  };
  const { plan, params } = withParams(tied);
  const apart = withParams(untied);
  const transpose = ({ shape: [rows, columns], values }: typeof params[string]) => ({
    shape: [columns, rows],
    values: Float32Array.from(values, (_, i) => values[i % rows * columns + Math.floor(i / rows)]),
  });
  const batch = randomInputs(tied, BATCH);
  const gradientsOf = (p: typeof plan, arrays: typeof params) => {
    const tensors = toTensors(arrays);
    const x = tf.tensor(batch.values, [...batch.shape]);
    const result = gradients(p, x, { params: tensors, rng });
    const found = toArrays(result.gradients);
    tf.dispose([x, tensors, result.gradients]);
    return found;
  };
  const one = gradientsOf(plan, params);
  const two = gradientsOf(apart.plan, {
    ...params,
    "decoder.0.weight": transpose(params["encoder.2.weight"]),
    "decoder.2.weight": transpose(params["encoder.0.weight"]),
  });
  for (const [encoder, decoder] of [["encoder.2", "decoder.0"], ["encoder.0", "decoder.2"]]) {
    const back = transpose(two[`${decoder}.weight`]).values;
    one[`${encoder}.weight`].values.forEach((value, i) =>
      assertAlmostEquals(value, two[`${encoder}.weight`].values[i] + back[i], 1e-7)
    );
  }
});

Deno.test("the statistics of batch normalisation come back as they move, and are not learned", () => {
  const { plan, params } = withParams(smallModels["batch normalisation"]);
  const batch = randomInputs(plan.spec, BATCH);
  const tensors = toTensors(params);
  const x = tf.tensor(batch.values, [...batch.shape]);
  const result = gradients(plan, x, { params: tensors, rng });
  const statistics = toArrays(result.statistics);
  tf.dispose([x, tensors, result.gradients, result.statistics]);
  assertEquals(Object.keys(statistics).sort(), [
    "decoder.1.mean",
    "decoder.1.variance",
    "encoder.1.mean",
    "encoder.1.variance",
  ]);
  const weight = params["encoder.0.weight"].values, bias = params["encoder.0.bias"].values;
  const rows = rowsOf(batch);
  for (let c = 0; c < 4; c++) {
    const column = rows.map((row) =>
      row.reduce((sum, v, d) => sum + v * weight[d * 4 + c], bias[c])
    );
    const mean = column.reduce((a, b) => a + b) / BATCH;
    const variance = column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / BATCH;
    const before = (name: string) => params[`encoder.1.${name}`].values[c];
    assertAlmostEquals(
      statistics["encoder.1.mean"].values[c],
      0.9 * before("mean") + 0.1 * mean,
      1e-6,
    );
    assertAlmostEquals(
      statistics["encoder.1.variance"].values[c],
      0.9 * before("variance") + 0.1 * variance,
      1e-6,
    );
  }
});

Deno.test("gradients depend on their arguments alone: example i draws from fork(i)", () => {
  const { plan, params } = withParams(smallModels.dropout);
  const batch = randomInputs(plan.spec, BATCH);
  const tensors = toTensors(params);
  const x = tf.tensor(batch.values, [...batch.shape]);
  const run = (stream: typeof rng) => {
    const result = gradients(plan, x, { params: tensors, rng: stream });
    const found = toArrays(result.gradients);
    tf.dispose(result.gradients);
    return { loss: result.loss, found };
  };
  assertEquals(run(rng), run(rng));
  assert(run(rng).loss !== run(rng.fork(1)).loss);
  tf.dispose([x, tensors]);
});

Deno.test("gradients leave no tensor but those that they return", () => {
  for (const spec of [...Object.values(smallModels), ...Object.values(smallClassifiers)]) {
    const { plan, params } = withParams(spec);
    const batch = randomInputs(spec, BATCH);
    const tensors = toTensors(params);
    const x = tf.tensor(batch.values, [...batch.shape]);
    const classes = smallLabels(plan, BATCH);
    const labels = classes && tf.tensor2d(classes);
    const before = tf.memory().numTensors;
    const { gradients: found, statistics } = gradients(plan, x, {
      params: tensors,
      rng,
      labels,
    });
    assertEquals(
      tf.memory().numTensors - before,
      Object.keys(found).length + Object.keys(statistics).length,
    );
    tf.dispose([found, statistics]);
    assertEquals(tf.memory().numTensors, before);
    tf.dispose([x, tensors, labels ?? []]);
  }
});
