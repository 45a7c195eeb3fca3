import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  evaluatePrediction,
  predictionSentence,
} from "../../../src/evaluation/passes/evaluate_prediction.ts";
import { plainEnergy, plainMinimum } from "../../training/plain_inference.ts";
import { randomInputs, smallModels, withParams } from "../../training/small_models.ts";
import "../../start_backend.ts";

Deno.test("predictions are compared with what the inference of the training finds", () => {
  const spec = smallModels["sparse codes that are predicted, and inferred in training"];
  const { plan, params } = withParams(spec);
  const count = 9, { values } = randomInputs(spec, count);
  const examples = { shape: spec.inputShape, count, values };
  const found = evaluatePrediction(plan, { params, examples })!;

  const [weight, bias, atoms] = ["encoder.1.weight", "encoder.1.bias", "encoder.3.weight"].map(
    (path) => Array.from(params[path].values),
  );
  const inference = {
    atoms: bias.map((_, n) => atoms.slice(6 * n, 6 * n + 6)),
    sparsity: 0.1,
    predictionCoefficient: 0.5,
    rectified: false,
  };
  let apart = 0, length = 0;
  const sums = { predicted: [0, 0, 0], inferred: [0, 0, 0] };
  for (let b = 0; b < count; b++) {
    const x = Array.from(values.subarray(6 * b, 6 * b + 6));
    const predicted = bias.map((value, n) =>
      Math.tanh(x.reduce((sum, each, d) => sum + each * weight[d * 7 + n], value))
    );
    const inferred = plainMinimum(x, { ...inference, prediction: predicted });
    inferred.forEach((value, n) => {
      apart += (value - predicted[n]) ** 2;
      length += value ** 2;
    });
    for (const [name, code] of Object.entries({ predicted, inferred })) {
      const energy = (sparsity: number) =>
        plainEnergy(x, code, { ...inference, sparsity, prediction: code });
      const active = code.filter((value) => Math.abs(value) > 1e-3).length;
      [energy(0.1), 2 * energy(0), active].forEach((value, i) =>
        sums[name as keyof typeof sums][i] += value / count
      );
    }
  }
  assertAlmostEquals(found.relativeError!, apart / length, 1e-5);
  for (const name of ["predicted", "inferred"] as const) {
    const { energy, squaredError, active } = found[name];
    [energy, squaredError, active].forEach((value, i) =>
      assertAlmostEquals(value, sums[name][i], 1e-4)
    );
  }
});

Deno.test("examples that the model does not take leave no tensor", () => {
  const spec = smallModels["sparse codes that are predicted, and inferred in training"];
  const { plan, params } = withParams(spec);
  const examples = { shape: [5], count: 2, values: new Float32Array(10) };
  const before = tf.memory().numTensors;
  assertThrows(() => evaluatePrediction(plan, { params, examples }));
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("a search that nothing holds to the prediction finds the least energy", () => {
  const spec = smallModels["sparse codes that are predicted, and inferred in training"];
  const { plan, params } = withParams(spec);
  const examples = { shape: spec.inputShape, count: 3, values: randomInputs(spec, 3).values };
  const free = evaluatePrediction(plan, {
    params,
    examples,
    inference: { predictionCoefficient: 0, iterations: 4000 },
  })!;
  const atoms = Array.from(
    { length: 7 },
    (_, n) => Array.from(params["encoder.3.weight"].values.subarray(6 * n, 6 * n + 6)),
  );
  const inference = {
    atoms,
    prediction: Array(7).fill(0),
    sparsity: 0.1,
    predictionCoefficient: 0,
    rectified: false,
  };
  const least = [0, 1, 2].reduce((sum, b) => {
    const x = Array.from(examples.values.subarray(6 * b, 6 * b + 6));
    return sum + plainEnergy(x, plainMinimum(x, inference), inference) / 3;
  }, 0);
  assertAlmostEquals(free.inferred.energy, least, 1e-5);
  const held = evaluatePrediction(plan, { params, examples })!;
  assert(held.inferred.energy > free.inferred.energy && held.relativeError! < free.relativeError!);
});

Deno.test("of inferred codes that are all 0 there is no relative error", () => {
  const spec = smallModels["sparse codes that are predicted, and inferred in training"];
  const { plan, params } = withParams(spec);
  const examples = { shape: spec.inputShape, count: 2, values: randomInputs(spec, 2).values };
  const found = evaluatePrediction(plan, { params, examples, inference: { sparsity: 1e3 } })!;
  assert(!("relativeError" in found) && found.inferred.active === 0);
  const { energy, active } = found.predicted;
  assertEquals(
    predictionSentence(found),
    `Inferred codes are all 0; the energy of predicted ones is ${energy.toFixed(3)} against ` +
      `${found.inferred.energy.toFixed(3)}, with ${active.toFixed(1)} active entries against 0.0.`,
  );
});

Deno.test("a model without inference has no predictions to measure", () => {
  const spec = smallModels["tied weights"], { plan, params } = withParams(spec);
  const examples = { shape: [6], count: 2, values: randomInputs(spec, 2).values };
  assertEquals(evaluatePrediction(plan, { params, examples }), undefined);
});

Deno.test("the comparison is said in one sentence", () => {
  const quality = { energy: 8.5, squaredError: 7, active: 53.3 };
  const inferred = { energy: 7.9556, squaredError: 5.9, active: 60.66 };
  assertEquals(
    predictionSentence({ relativeError: 0.0167, predicted: quality, inferred }),
    "Predicted codes are 1.7 % of the squared length of inferred ones away from them; their energy is " +
      "8.500 against 7.956, with 53.3 active entries against 60.7.",
  );
});
