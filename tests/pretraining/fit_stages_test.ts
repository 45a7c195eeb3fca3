/** Hidden layers that are trained one by one before the whole is. */
import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { describeModel, initParams, type Plan, planAutoencoder } from "../../src/model/mod.ts";
import { encodeExamples } from "../../src/pretraining/encode_examples.ts";
import {
  fitStages,
  planStages,
  type StagedEvent,
  type StageOf,
  type StageOptions,
  stageOptions,
} from "../../src/pretraining/mod.ts";
import { shallowModel } from "../../src/pretraining/shallow_model.ts";
import { stackOf } from "../../src/pretraining/stack.ts";
import {
  fit,
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../src/training/mod.ts";
import "../start_backend.ts";
import { endOf } from "./end_of.ts";
import { stack, train, validation } from "./stack_of_layers.ts";

type Params = Readonly<Record<string, NdArray>>;

const layers = (more: Record<string, unknown> = {}): StageOf<"layers"> =>
  stageOptions.parse({
    train: "layers",
    training: { epochs: 2, batchSize: 8, optimizer: { type: "sgd", learningRate: 0.5 } },
    ...more,
  }) as StageOf<"layers">;

const whole = { epochs: 1, batchSize: 8 };

function inputOf(plan: Plan, stages: readonly StageOptions[], from?: Snapshot) {
  return {
    plan,
    train,
    validation,
    options: whole,
    rng: createRng(5),
    stages: planStages(plan, stages).stages,
    ...(from && { from }),
  };
}

async function eventsOf(plan: Plan, stages: readonly StageOptions[]): Promise<StagedEvent[]> {
  const events: StagedEvent[] = [];
  for await (const event of fitStages(inputOf(plan, stages))) events.push(event);
  return events;
}

Deno.test("a stack has a hidden layer for each dense one, with what undoes it", () => {
  const { before, layers } = stackOf(stack());
  assertEquals(before, []);
  assertEquals(
    layers.map(({ number, inputs, units, encoder, decoder }) => [
      number,
      inputs,
      units,
      encoder.map(({ path }) => path).join(),
      decoder.map(({ path }) => path).join(),
    ]),
    [
      [1, 6, 5, "encoder.0,encoder.1", "decoder.4,decoder.5"],
      [2, 5, 4, "encoder.2,encoder.3", "decoder.2,decoder.3"],
      [3, 4, 2, "encoder.4", "decoder.0,decoder.1"],
    ],
  );
});

Deno.test("a hidden layer by itself is a model of the layers that the whole has for it", () => {
  const plan = stack({ tied: true, outputActivation: "sigmoid" });
  const [, second] = stackOf(plan).layers;
  const { plan: own } = shallowModel(second, {
    corruption: { type: "masking", rate: 0.25 },
  });
  assertEquals(own.spec, {
    inputShape: [5],
    encoder: [
      { type: "corruption", noise: { type: "masking", rate: 0.25 } },
      { type: "dense", units: 4 },
      { type: "activation", function: "sigmoid" },
    ],
    decoder: [
      { type: "dense", units: 5, tiedTo: "encoder.1" },
      { type: "activation", function: "sigmoid" },
    ],
    reconstructionLoss: "binary-cross-entropy",
  });
});

Deno.test("stages are the trainings of each layer on the codes before it, done by hand", async () => {
  const plan = stack(), { stages } = planStages(plan, [layers()]);
  let params: Params = initParams(plan, {
    rng: createRng(5).fork("init"),
    measure: () => ({ shape: [6], values: new Float32Array(6) }),
  });
  const hidden = stackOf(plan).layers;
  for (const [i, layer] of hidden.entries()) {
    const before = hidden.slice(0, i).flatMap(({ encoder }) => encoder);
    const own = shallowModel(layer, {});
    const input = {
      plan: own.plan,
      train: encodeExamples(train, before, params),
      validation: encodeExamples(validation, before, params),
      options: layers().training,
      params: own.take(params),
      rng: createRng(5).fork("stage").fork(i),
    };
    for await (const event of fit(input)) {
      if (event.type === "end") params = own.put(params, event.params);
    }
  }
  let found: Params = {};
  for await (const event of fitStages(inputOf(plan, [layers()]))) {
    if (event.stage) continue;
    found = event.snapshot().params;
    break;
  }
  let started: Params = {};
  for await (const event of fit({ ...inputOf(plan, []), params })) {
    started = event.snapshot().params;
    break;
  }
  assertEquals(found, started);
  assertEquals(stages.map(({ name }) => name), [
    "encoder.0, 6 to 5",
    "encoder.2, 5 to 4",
    "encoder.4, 4 to 2",
  ]);
});

Deno.test("codes of a stage are what the layers before it give, outside of training", () => {
  const plan = stack({ nodes: [5], batchNormalization: true });
  const params = initParams(plan, {
    rng: createRng(1),
    measure: () => ({ shape: [6], values: new Float32Array(6) }),
  });
  const [{ encoder }] = stackOf(plan).layers;
  const { values, shape, count } = encodeExamples(train, encoder, params);
  assertEquals([shape, count], [[5], 40]);
  const { values: weight } = params["encoder.0.weight"];
  for (let unit = 0; unit < 5; unit++) {
    let sum = 0;
    for (let i = 0; i < 6; i++) sum += train.values[i] * weight[i * 5 + unit];
    const normal = sum / Math.sqrt(1 + 1e-5);
    assertAlmostEquals(values[unit], 1 / (1 + Math.exp(-normal)), 1e-5);
  }
});

Deno.test("a staged training goes on bit for bit from any snapshot, within a stage and between two", async () => {
  const plan = stack(), stages = [layers({ layers: [1, 2] }), layers({ layers: [3] })];
  const events = await eventsOf(plan, stages), expected = endOf(events);
  assertEquals(events.filter(({ type }) => type === "step").length, 3 * 10 + 5);
  for (let stop = 0; stop < events.length - 1; stop += 3) {
    let at = 0, saved: Snapshot | undefined;
    for await (const event of fitStages(inputOf(plan, stages))) {
      if (at++ < stop) continue;
      const file = snapshotToSafetensors(event.snapshot(), {});
      saved = snapshotFromSafetensors(file);
      break;
    }
    const rest: StagedEvent[] = [];
    for await (const event of fitStages(inputOf(plan, stages, saved))) rest.push(event);
    const end = endOf(rest);
    assertEquals(end.params, expected.params, `stopped at ${stop}`);
    assertEquals([end.earlier, end.history], [expected.earlier, expected.history]);
  }
});

Deno.test("epochs of stages are told apart from those of the whole", async () => {
  const { earlier, history } = endOf(await eventsOf(stack(), [layers()]));
  assertEquals(
    earlier.map(({ stage, epoch }) => [stage, epoch]),
    [[1, 1], [1, 2], [2, 1], [2, 2], [3, 1], [3, 2]],
  );
  assertEquals(history.map(({ stage, epoch }) => [stage, epoch]), [[undefined, 1]]);
});

Deno.test("a training without stages is that of fit", async () => {
  const plan = stack(), input = inputOf(plan, []);
  const { params, earlier } = endOf(await eventsOf(plan, []));
  for await (const event of fit(input)) {
    if (event.type === "end") assertEquals([params, earlier], [event.params, []]);
  }
});

Deno.test("layers that could copy are masked by a quarter, which is said, unless a stage says otherwise", () => {
  const plan = stack({ nodes: [8, 8], codeSize: 2 });
  const { remarks } = planStages(plan, [layers()]);
  assertEquals(remarks.map((remark) => remark.slice(0, 50)), [
    "encoder.0 could copy, with 8 units for 6 inputs: a",
    "encoder.2 could copy, with 8 units for 8 inputs: a",
  ]);
  for (
    const more of [
      { corruption: { type: "gaussian", stddev: 0.1 } },
      { penalties: [{ type: "code_l1", coefficient: 1e-3 }] },
    ]
  ) assertEquals(planStages(plan, [layers(more)]).remarks, []);
});

Deno.test("what cannot be pre-trained is refused in one sentence, before anything trains", async () => {
  assertThrows(
    () => planStages(stack(), [layers({ layers: [4] })]),
    RangeError,
    "Cannot pre-train hidden layer 4: the model has 3, counted from 1",
  );
  const latent = planAutoencoder(describeModel({
    codeSize: 2,
    nodes: [4],
    latent: "gaussian",
    likelihood: { type: "bernoulli" },
    penalties: [{ type: "kl_gaussian", coefficient: 1 }],
  }, [6]));
  assertThrows(
    () => planStages(latent, [layers()]),
    RangeError,
    'Cannot pre-train encoder.2, a "gaussian_latent": expected dense layers',
  );
  const uneven = planAutoencoder({
    inputShape: [6],
    encoder: [{ type: "dense", units: 4 }, { type: "dense", units: 2 }],
    decoder: [{ type: "dense", units: 6 }],
    reconstructionLoss: "mean-squared-error",
  });
  assertThrows(
    () => planStages(uneven, [layers()]),
    RangeError,
    "Cannot pre-train encoder.0, 6 to 4 values: the decoder has no layer that undoes it",
  );
  assertThrows(
    () => planStages(stack({ classes: 3 }), [layers()]),
    RangeError,
    "Cannot pre-train a model that depends on classes",
  );
  await assertRejects(
    async () => {
      const frozen = { ...layers().training, frozen: ["encoder.9"] };
      for await (const _ of fitStages(inputOf(stack(), [{ ...layers(), training: frozen }]))) break;
    },
    RangeError,
    'Cannot use training.frozen of "encoder.9"',
  );
});
