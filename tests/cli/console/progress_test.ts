import { assertMatch } from "@std/assert";
import { createProgressView } from "../../../src/cli/console/progress.ts";
import type { EpochMetrics } from "../../../src/training/mod.ts";

/** The line of an epoch on stderr. */
function lineOf(metrics: EpochMetrics): string {
  let said = "";
  using view = createProgressView({
    examplesPerEpoch: 50,
    batchSize: 10,
    terminal: false,
    write: (text) => said += text,
  });
  const snapshot = () => {
    throw new Error("Cannot be asked for here");
  };
  view.show({ type: "epoch", metrics, history: [metrics], earlier: [], snapshot });
  return said;
}

const metrics = {
  epoch: 3,
  step: 15,
  trainingLoss: 0.5,
  validationLoss: 0.75,
  learningRate: 0.001,
};

Deno.test("an epoch of a classifier says its accuracy, one of an autoencoder its squared error", () => {
  assertMatch(
    lineOf({ ...metrics, validationAccuracy: 0.8125 }),
    /^epoch {3}3 {2}loss 0\.5000 {2}validation 0\.7500 {2}accuracy 81\.3 % {2}\S+\n$/,
  );
  assertMatch(
    lineOf({ ...metrics, validationError: 12.5 }),
    /^epoch {3}3 {2}loss 0\.5000 {2}validation 0\.7500 {2}squared error 12\.500 {2}\S+\n$/,
  );
});
