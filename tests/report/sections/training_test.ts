import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { CurvedRun } from "../../../src/report/curves/curved_run.ts";
import { drawPage } from "../draw_page.ts";

const epochs = [1, 2, 3].map((epoch) => ({
  epoch,
  step: 10 * epoch,
  trainingLoss: 3 / epoch,
  learningRate: 0.1,
}));

/** The titles of the charts that are drawn of epochs. */
function charts(history: typeof epochs, others: readonly { label: string; y: number }[] = []) {
  const page = drawPage({ training: { history, earlier: [], bestEpoch: 2, others } });
  assertStringIncludes(page, "The parameters of epoch 2 were kept.");
  return [...page.matchAll(/<svg[^>]*><title>(.*?)<\/title>/g)].map(([, title]) => title);
}

Deno.test("the terms of a loss are drawn apart: the reconstruction and each penalty", () => {
  const history = epochs.map((metrics) => ({
    ...metrics,
    reconstructionLoss: 2 / metrics.epoch,
    penalties: { kl_gaussian: 0.5 / metrics.epoch, code_l1: 1 / metrics.epoch },
  }));
  assertEquals(charts(history), [
    "Loss by epoch",
    "Reconstruction loss by epoch",
    "kl_gaussian by epoch",
    "code_l1 by epoch",
  ]);
  assertEquals(charts(epochs), ["Loss by epoch"]);
});

Deno.test("errors on validation examples are drawn beside those of others, learning rates where they change", () => {
  const history = epochs.map((metrics) => ({
    ...metrics,
    validationLoss: 4 / metrics.epoch,
    validationError: 2 / metrics.epoch,
    learningRate: 0.1 / metrics.epoch,
  }));
  assertEquals(charts(history), [
    "Loss by epoch",
    "Squared error on the validation examples by epoch",
    "Learning rate by epoch",
  ]);
  const others = [{ label: "PCA, test examples", y: 1.5 }];
  const page = drawPage({ training: { history, earlier: [], bestEpoch: 2, others } });
  assertStringIncludes(page, "PCA, test examples");
  assert(
    !drawPage({ training: { history: epochs, earlier: [], bestEpoch: 2, others } }).includes("PCA"),
  );
});

Deno.test("runs beside it are drawn over it where they measure the same", () => {
  const spec = (reconstructionLoss: "mean-squared-error" | "binary-cross-entropy") => ({
    spec: {
      inputShape: [2],
      encoder: [{ type: "dense" as const, units: 1 }],
      decoder: [{ type: "dense" as const, units: 2 }],
      reconstructionLoss,
    },
  });
  const run = (name: string, loss: "mean-squared-error" | "binary-cross-entropy") => ({
    name,
    config: spec(loss) as CurvedRun["config"],
    history: epochs.map((metrics) => ({ ...metrics, validationError: 1 / metrics.epoch })),
    earlier: [],
  });
  const runs = [
    run("own", "mean-squared-error"),
    run("same", "mean-squared-error"),
    run("other", "binary-cross-entropy"),
  ];
  const page = drawPage({
    training: { history: epochs, earlier: [], bestEpoch: 2, others: [], runs },
  });
  const [, beside] = page.split("Beside other runs");
  const drawn = [...beside.matchAll(/<svg[^>]*><title>(.*?)<\/title>(.*?)<\/svg>/g)]
    .map(([, title, chart]) => [
      title,
      runs.map(({ name }) => name).filter((name) => chart.includes(`>${name}<`)),
    ]);
  assertEquals(drawn, [
    ["Squared error on the validation examples by epoch", ["own", "same", "other"]],
    ["Training loss by epoch, mean-squared-error", ["own", "same"]],
  ]);
});
