import { assert, assertEquals } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import "../start_backend.ts";
import { examples, linear, toyTraining, train } from "./toy_training.ts";

/** Points that a linear model reconstructs the better the less it has learned of the others. */
function contrary() {
  const { values, ...rest } = examples(10, 3);
  return { ...rest, values: values.map((x, i) => i % 2 === 0 ? 1 - x : x / 4) };
}

const training = {
  epochs: 40,
  optimizer: { type: "sgd", learningRate: 0.3 },
  schedule: { type: "constant" },
};

Deno.test("training stops when the validation loss has not fallen for so many epochs, and keeps the best", async () => {
  const params: Record<number, Record<string, NdArray>> = {};
  const { end, history } = await train(
    toyTraining({
      plan: linear(),
      validation: contrary(),
      training: { ...training, earlyStopping: { patience: 3 } },
    }),
    (event) => {
      if (event.type === "epoch") params[event.metrics.epoch] = event.snapshot().params;
    },
  );
  const losses = history.map(({ validationLoss }) => validationLoss!);
  const best = losses.indexOf(Math.min(...losses)) + 1;
  assertEquals([end.reason, end.bestEpoch, history.length], ["early-stopping", best, best + 3]);
  assert(best > 1 && history.length < 40);
  assertEquals(end.params, params[best]);
});

Deno.test("without early stopping all epochs run, and the best epoch's parameters still count", async () => {
  const params: Record<number, Record<string, NdArray>> = {};
  const { end, history } = await train(
    toyTraining({ plan: linear(), validation: contrary(), training }),
    (event) => {
      if (event.type === "epoch") params[event.metrics.epoch] = event.snapshot().params;
    },
  );
  const losses = history.map(({ validationLoss }) => validationLoss!);
  assertEquals([end.reason, history.length], ["epochs", 40]);
  assertEquals(end.bestEpoch, losses.indexOf(Math.min(...losses)) + 1);
  assert(end.bestEpoch < 40);
  assertEquals(end.params, params[end.bestEpoch]);
});

Deno.test("without validation examples the last epoch counts", async () => {
  let last: Record<string, NdArray> = {};
  const { validation: _, ...training } = toyTraining({ plan: linear() });
  const { end, history } = await train(training, (event) => last = event.snapshot().params);
  assertEquals(end.bestEpoch, 3);
  assertEquals(end.params, last);
  assert(history.every((metrics) => !("validationLoss" in metrics)));
});
