import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/core/safetensors.ts";
import { firstExamples, strokes } from "../../src/data/mod.ts";
import { fitLadder, type FitLadderInput, foldLadder } from "../../src/ladder/mod.ts";
import { describeClassifier, planAutoencoder } from "../../src/model/mod.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
  toTensors,
  validate,
} from "../../src/training/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import "../start_backend.ts";
import { bumps, toyPlan, toyTraining, train } from "./toy_ladder.ts";

Deno.test("a training of a ladder says its steps, its epochs and its end, and folds the last", async () => {
  const input = toyTraining({}, { validation: bumps(12, 3) });
  const { events, end, history } = await train(input);
  assertEquals(
    events.map((event) => event.type === "step" ? event.step : event.type),
    [1, 2, 3, 4, "epoch", 5, 6, 7, 8, "epoch", 9, 10, 11, 12, "epoch", "end"],
  );
  assertEquals([end.reason, end.bestEpoch], ["epochs", 3]);
  const names = ["crossEntropy", ...[0, 1, 2, 3].map((layer) => `denoising.${layer}`)];
  for (const { trainingLoss, figures = {} } of history) {
    assertEquals(Object.keys(figures), names);
    const sum = Object.values(figures).reduce((total, cost) => total + cost, 0);
    assert(Math.abs(sum - trainingLoss) < 1e-4 * trainingLoss, `${sum} of ${trainingLoss}`);
  }
  const { params: trained } = end.snapshot();
  assertEquals(end.params, foldLadder(input.plan, { trained, unlabelled: input.unlabelled }));
  const { loss, accuracy } = validate(input.plan, input.validation!, toTensors(end.params));
  assertEquals(history[2].validationAccuracy, accuracy);
  assert(Math.abs(history[2].validationLoss! - loss) < 1e-5);
});

Deno.test("a ladder that resumes at any event ends with the same bits", async () => {
  for (const combinator of ["gaussian", "mlp"] as const) {
    const input = toyTraining({ combinator }, { validation: bumps(12, 3) });
    const snapshots: Snapshot[] = [];
    for await (const event of fitLadder(input)) snapshots.push(event.snapshot());
    const whole = await train(input);
    for (const snapshot of snapshots) {
      const bytes = encodeSafetensors(snapshotToSafetensors(snapshot, {}));
      const from = snapshotFromSafetensors(decodeSafetensors(bytes, "checkpoint.safetensors"));
      const rest = await train({ ...input, from });
      assertEquals(rest.end.params, whole.end.params);
      assertEquals(rest.history, whole.history);
      assertEquals(rest.end.snapshot(), whole.end.snapshot());
    }
  }
});

/** A training on drawn digits, few of which have labels. */
function digits(options: FitLadderInput["options"]): FitLadderInput {
  const unlabelled = strokes(600, createRng(0));
  const shape = { codeSize: 32, nodes: 64, codeActivation: "relu" } as const;
  const autoencoder = describeAutoencoder(
    { ...shape, layers: 1, loss: "mean-squared-error" },
    unlabelled.shape,
  );
  return {
    plan: planAutoencoder(describeClassifier(autoencoder, { classes: 10 })),
    labelled: firstExamples(unlabelled, 40),
    unlabelled,
    validation: strokes(200, createRng(1)),
    options: { epochs: 8, ...options },
    rng: createRng(2),
  };
}

Deno.test("few labels and many examples without teach digits, and every cost falls", async () => {
  const { history } = await train(digits({}));
  const [first, last] = [history[0], history.at(-1)!];
  for (const [name, cost] of Object.entries(first.figures!)) {
    assert(last.figures![name] < cost, `${name} is ${last.figures![name]} after ${cost}`);
  }
  assert(last.validationAccuracy! > 0.6, `${last.validationAccuracy} are right`);
});

Deno.test("every combinator and the Gamma model learn", async () => {
  const all: FitLadderInput["options"][] = [
    { combinator: "vanilla" },
    { combinator: "mlp" },
    { costs: [0, 0, 0, 1] },
    { costs: [0, 0, 0, 0] },
  ];
  for (const options of all) {
    const { history } = await train(digits({ epochs: 4, ...options }));
    const [first, last] = [history[0], history.at(-1)!];
    assert(last.trainingLoss < first.trainingLoss);
    assert(last.validationAccuracy! > 0.35, `${last.validationAccuracy} are right`);
  }
});

Deno.test("fewer labelled examples than a step takes are all in each step", async () => {
  const few = toyTraining({ labelledBatchSize: 100 });
  const same = toyTraining({ labelledBatchSize: few.labelled.count });
  assertEquals((await train(few)).end.params, (await train(same)).end.params);
});

Deno.test("the noise of each layer is of its own deviation", async () => {
  const trained = async (noise: number | number[]) =>
    (await train(toyTraining({ noise }))).end.params;
  const alike = await trained(0.3);
  assertEquals(await trained([0.3, 0.3, 0.3, 0.3]), alike);
  for (let layer = 0; layer < 4; layer++) {
    assertNotEquals(await trained([0.3, 0.3, 0.3, 0.3].with(layer, 0.2)), alike);
  }
});

Deno.test("steps of a ladder leak no tensor, and breaking out frees all", async () => {
  const before = tf.memory().numTensors, counts = new Set<number>();
  for await (const event of fitLadder(toyTraining({}, { validation: bumps(9) }))) {
    counts.add(tf.memory().numTensors);
    if (event.type === "step" && event.step === 10) break;
  }
  assertEquals(counts.size, 1);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("a ladder refuses options and snapshots that are not for it, and says where it diverged", async () => {
  const refuses = (
    input: FitLadderInput,
    message: string,
    kind: typeof TypeError | typeof RangeError = RangeError,
  ) => assertRejects(() => train(input), kind, message);
  await refuses(toyTraining({ batchSize: 1 }), "these training options: batchSize", TypeError);
  await refuses(toyTraining({ costs: [1] }), "with 1 costs: expected 4");
  await refuses(toyTraining({ noise: [-1] }), "these training options: noise", TypeError);
  const { end } = await train(toyTraining());
  const from = end.snapshot();
  await refuses(
    toyTraining({ combinator: "mlp" }, { from }),
    'Cannot resume from this checkpoint: it has no "denoiser.3.wz"',
  );
  await refuses(
    toyTraining({}, { from, plan: toyPlan(5, [2, 3]) }),
    '"encoder.0.weight" has shape [5, 4], expected [5, 2]',
  );
  await refuses(
    toyTraining({ optimizer: { type: "sgd", learningRate: 1e30 }, epochs: 9 }),
    "Training diverged at step",
  );
});
