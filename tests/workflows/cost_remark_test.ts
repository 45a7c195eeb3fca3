/** Trainings whose memory and time are said before they start. */
import { assertEquals } from "@std/assert";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import { trainingOptions } from "../../src/training/mod.ts";
import { costRemark } from "../../src/workflows/cost_remark.ts";

const training = (epochs: number) =>
  trainingOptions.parse({ epochs, optimizer: { type: "adam", learningRate: 0.001 } });

const deep = planAutoencoder(describeModel(
  { codeSize: 256, nodes: [8192, 4096, 2048, 1024, 512], loss: "mean-squared-error" },
  [3072],
));

Deno.test("the memory of a large model, and the time of an epoch, are said", () => {
  // 139.8 million parameters four times; three passes of twice as many products for each of 8,000 examples.
  assertEquals(
    costRemark(deep, { count: 8000, training: training(3) }),
    "This is a large training: the parameters take 2.2 GB of memory with their gradients and what adam keeps, " +
      "and an epoch is about 6.7 trillion operations, 2 minutes on a core that does 50 billion a second.",
  );
});

Deno.test("of a model that is not trained itself the memory is said alone", () => {
  assertEquals(
    costRemark(deep, { count: 8000, training: training(0) }),
    "This is a large training: the parameters take 2.2 GB of memory with their gradients and what adam keeps.",
  );
});

Deno.test("a long training of a small model is said, by its filters at all of their places", () => {
  const small = planAutoencoder({
    inputShape: [32, 32, 1],
    encoder: [{ type: "conv2d", filters: 50, size: 5, padding: "valid", stride: 1 }],
    decoder: [{ type: "conv2d_transpose", filters: 1, size: 5, padding: "valid" }],
    reconstructionLoss: "mean-squared-error",
  });
  // Two layers of 784 places and 1,250 weights: 3.9 million operations an example, three times.
  assertEquals(
    costRemark(small, { count: 1_000_000, training: training(10) }),
    "This is a large training: the parameters take 1 MB of memory with their gradients and what adam keeps, " +
      "and an epoch is about 12 trillion operations, 4 minutes on a core that does 50 billion a second.",
  );
  assertEquals(costRemark(small, { count: 60_000, training: training(10) }), undefined);
});
