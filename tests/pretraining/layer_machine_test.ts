/** Hidden layers that are trained as restricted Boltzmann machines, and unrolled into both halves. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { fitMachine, hiddenMeans } from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { initParams } from "../../src/model/mod.ts";
import { encodeExamples } from "../../src/pretraining/encode_examples.ts";
import {
  fitStages,
  planStages,
  type StageOptions,
  stageOptions,
} from "../../src/pretraining/mod.ts";
import { layerMachine } from "../../src/pretraining/layer_machine.ts";
import { stackOf } from "../../src/pretraining/stack.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../src/training/mod.ts";
import "../start_backend.ts";
import { stack, train, validation } from "./stack_of_layers.ts";

const machines = (more: Record<string, unknown> = {}): StageOptions =>
  stageOptions.parse({ train: "machines", training: { epochs: 2, batchSize: 8 }, ...more });

const input = (stages: readonly StageOptions[], from?: Snapshot) => {
  const plan = stack();
  return {
    plan,
    train,
    validation,
    options: { epochs: 1, batchSize: 8 },
    rng: createRng(5),
    stages: planStages(plan, stages).stages,
    ...(from && { from }),
  };
};

Deno.test("the units of a layer's machine follow from its activation, and those of the layer before", () => {
  const { layers } = stackOf(stack());
  const specs = layers.map((layer, i) =>
    layerMachine(layer, { visible: "bernoulli", before: layers[i - 1] }).spec
  );
  assertEquals(specs, [
    { visible: { units: "bernoulli", size: 6 }, hidden: { units: "bernoulli", size: 5 } },
    { visible: { units: "bernoulli", size: 5 }, hidden: { units: "bernoulli", size: 4 } },
    { visible: { units: "bernoulli", size: 4 }, hidden: { units: "gaussian", size: 2 } },
  ]);
  const [rectified] = stackOf(stack({ activation: "relu" })).layers;
  const { spec } = layerMachine(rectified, { visible: "gaussian", before: undefined });
  assertEquals([spec.visible.units, spec.hidden.units], ["gaussian", "rectified"]);
});

Deno.test("a machine unrolled gives the encoder its hidden means, and the decoder the transpose", async () => {
  const plan = stack(), [layer] = stackOf(plan).layers;
  const { spec, put } = layerMachine(layer, { visible: "bernoulli", before: undefined });
  const options = { epochs: 1, batchSize: 8 };
  for await (const event of fitMachine({ spec, train, options, rng: createRng(2) })) {
    if (event.type !== "end") continue;
    const before = initParams(plan, {
      rng: createRng(1),
      measure: () => ({ shape: [6], values: new Float32Array(6) }),
    });
    const whole = put(before, event.params, train);
    assertEquals(whole["decoder.4.bias"], event.params.visibleBias);
    const { values } = whole["decoder.4.weight"];
    for (let unit = 0; unit < 5; unit++) {
      for (let i = 0; i < 6; i++) {
        assertEquals(values[unit * 6 + i], event.params.weight.values[i * 5 + unit]);
      }
    }
    const codes = encodeExamples(train, layer.encoder, whole).values;
    const means = hiddenMeans(event.params, spec, {
      shape: [train.count, 6],
      values: train.values as Float32Array<ArrayBuffer>,
    });
    codes.forEach((code, i) => assertAlmostEquals(code, means.values[i], 1e-6));
    const others = Object.keys(before).filter((path) => before[path] !== whole[path]);
    assertEquals(others, [
      "encoder.0.weight",
      "encoder.0.bias",
      "decoder.4.weight",
      "decoder.4.bias",
    ]);
  }
});

Deno.test("of tied weights a machine leaves one, and the visible biases", () => {
  const [layer] = stackOf(stack({ tied: true })).layers;
  const { put } = layerMachine(layer, { visible: "bernoulli", before: undefined });
  const array = { shape: [1], values: new Float32Array(1) };
  const whole = put({}, { weight: array, hiddenBias: array, visibleBias: array }, train);
  assertEquals(Object.keys(whole), ["encoder.0.weight", "encoder.0.bias", "decoder.4.bias"]);
});

Deno.test("machines go on bit for bit from any snapshot, and their epochs have figures", async () => {
  const stages = [machines({ training: { epochs: 2, batchSize: 8, persistent: true } })];
  const seen: Snapshot[] = [];
  let expected: Snapshot | undefined;
  for await (const event of fitStages(input(stages))) {
    if (event.type === "end") {
      expected = event.snapshot();
      const names = event.earlier.map(({ stage, figures = {} }) => [stage, Object.keys(figures)]);
      assertEquals(names[0], [1, ["pseudoLogLikelihood", "freeEnergyGap", "hiddenActivity"]]);
      assertEquals(names.length, 6);
    } else if (seen.length < 40) seen.push(event.snapshot());
  }
  for (let i = 0; i < seen.length; i += 4) {
    const from = snapshotFromSafetensors(snapshotToSafetensors(seen[i], {}));
    for await (const event of fitStages(input(stages, from))) {
      if (event.type === "end") assertEquals(event.snapshot().params, expected!.params);
    }
  }
});

Deno.test("hidden units that are nearly always off are said", async () => {
  const plan = stack();
  const dark = { ...train, values: new Float32Array(240) };
  const stages = planStages(plan, [
    machines({
      layers: [1],
      training: { epochs: 1, batchSize: 8, sparsity: { target: 0.001, cost: 1e4 } },
    }),
  ]).stages;
  const warnings: string[] = [];
  for await (const event of fitStages({ ...input([]), train: dark, stages })) {
    if (event.warning) warnings.push(event.warning);
    if (event.type !== "step") break;
  }
  assert(
    warnings[0]?.startsWith("The hidden units are off nearly always after epoch 1"),
    warnings[0],
  );
});

Deno.test("layers that are no machines are refused in one sentence", () => {
  const refused: [Record<string, unknown>, string][] = [
    [
      { activation: "tanh" },
      'hidden layer 1 as a machine: no units have the activation "tanh", expected',
    ],
    [{ batchNormalization: true }, 'encoder.1, a "batch_normalization", has parameters, expected'],
    [{ activation: "linear" }, "hidden layer 2 as a machine: Gaussian units on both of its sides"],
  ];
  for (const [more, sentence] of refused) {
    assertThrows(() => planStages(stack(more), [machines()]), RangeError, sentence);
  }
});
