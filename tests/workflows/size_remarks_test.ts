import { assertEquals } from "@std/assert";
import { planAutoencoder } from "../../src/model/mod.ts";
import { sizeRemarks } from "../../src/workflows/size_remarks.ts";

/** A model of 8 values with a code of some. */
const plan = (codeSize: number, nodes = 3) =>
  planAutoencoder({
    inputShape: [8],
    encoder: [{ type: "dense", units: nodes }, { type: "dense", units: codeSize }],
    decoder: [{ type: "dense", units: 8 }],
    reconstructionLoss: "mean-squared-error",
  });

const remarks = (count: number, batchSize: number, codeSize = 2, nodes = 3) =>
  sizeRemarks({ plan: plan(codeSize, nodes), count, batches: [{ epochs: 1, batchSize }] });

Deno.test("of examples that are enough nothing is said", () => {
  assertEquals(remarks(1280, 128), []);
  assertEquals(remarks(20, 2, 20), []);
  // No batch would be smaller without being one example.
  assertEquals([remarks(10, 2), remarks(2, 128)], [[], []]);
});

Deno.test("batches that are large for the examples are said, with a size that would do", () => {
  assertEquals(remarks(100, 128), [
    "All 100 training examples are one batch, so that an epoch is a single step: " +
    "--batch-size 8 would take 13, or train for more --epochs.",
  ]);
  assertEquals(remarks(1279, 128), [
    "A batch of 128 is more than a tenth of the 1279 training examples, so that an epoch has 10 " +
    "steps: --batch-size 64 would take 20, or train for more --epochs.",
  ]);
  // The size that is named is not said of in its turn.
  assertEquals([remarks(100, 8), remarks(1279, 64), remarks(12, 2)], [[], [], []]);
});

Deno.test("the batches of each stage count, those of a training that does not take place do not", () => {
  const batches = [
    { epochs: 2, batchSize: 4 },
    { epochs: 2, batchSize: 50 },
    { epochs: 0, batchSize: 128 },
  ];
  assertEquals(sizeRemarks({ plan: plan(2), count: 108, batches }), [
    "For stages.1: A batch of 50 is more than a tenth of the 108 training examples, so that an epoch has 3 " +
    "steps: stages.1.training.batchSize=8 would take 14, or train for more epochs.",
  ]);
});

Deno.test("a stage of patches has as many examples as patches", () => {
  const whole = { epochs: 1, batchSize: 4 };
  const remarks = (patches: number) =>
    sizeRemarks({
      plan: plan(2),
      count: 108,
      batches: [{ epochs: 2, batchSize: 50, patches }, whole],
    });
  assertEquals(remarks(500), []);
  assertEquals(remarks(200), [
    "For stages.0: A batch of 50 is more than a tenth of the 200 patches, so that an epoch has 4 steps: " +
    "stages.0.training.batchSize=16 would take 13, or train for more epochs.",
  ]);
});

Deno.test("fewer examples than values in a code are said", () => {
  assertEquals(remarks(19, 2, 20), [
    "There are fewer training examples (19) than values in a code (20), which can tell them apart " +
    "without having learnt what they share: a smaller model.codeSize would help.",
  ]);
});

Deno.test("a hundred times as many parameters as there are values are said", () => {
  // 8·h + h + 2·h + 2 + 2·8 + 8 parameters beside 3 · 8 values: 2,400 are a hundred each.
  assertEquals(remarks(3, 2, 2, 215), []);
  assertEquals(remarks(3, 2, 2, 216), [
    "The model has 2402 parameters for 24 values of training examples: fewer nodes or layers, or " +
    "more examples, would help.",
  ]);
});
