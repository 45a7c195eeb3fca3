import { assert, assertEquals, assertNotEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { strokes } from "../../src/data/mod.ts";
import { codebookUse } from "../../src/evaluation/statistics/mod.ts";
import { heapBytes } from "../../src/kernels/mod.ts";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import { fit, type Snapshot } from "../../src/training/mod.ts";
import { runTrainer } from "../export/graphs.ts";
import "../start_backend.ts";

const train = strokes(64, createRng(1));
const ENTRIES = 16;

/**
 * The result that a hundred steps make of a small model whose codebook learns in one of the two
 * ways.
 */
async function train100(learning: "average" | "gradient", { seed = 2 } = {}) {
  const plan = planAutoencoder(describeModel({
    encoder: [
      { type: "conv2d", filters: 4, size: 4, stride: 4 },
      { type: "activation", function: "tanh" },
      { type: "vector_quantization", entries: ENTRIES, learning, decay: 0.9 },
    ],
    loss: "binary-cross-entropy",
    penalties: [{ type: "vector_quantization" }],
  }, train.shape));
  const options = {
    epochs: 25,
    batchSize: 16,
    optimizer: { type: "adam" as const, learningRate: 0.01 },
  };
  const memory = new Set<string>(), losses: number[] = [];
  for await (const event of fit({ plan, train, options, rng: createRng(seed) })) {
    if (event.type === "end") return { plan, memory, losses, ...event };
    if (event.type !== "step") continue;
    losses.push(event.loss);
    const { numTensors, numBytes } = tf.memory();
    memory.add(JSON.stringify({ numTensors, numBytes, heap: heapBytes() }));
  }
  throw new Error("Cannot test a training without an end");
}

const codebookOf = ({ params }: Pick<Snapshot, "params">) => params["encoder.2.codebook"].values;

for (const learning of ["average", "gradient"] as const) {
  Deno.test(`a codebook that learns by ${learning} comes into use, and no step leaks a tensor`, async () => {
    const { plan, params, losses, memory } = await train100(learning);
    assert(losses.at(-1)! < 0.5 * losses[0], `${losses[0]} to ${losses.at(-1)}`);
    assertEquals(memory.size, 1);
    const { unused } = await codebookUse(
      train,
      (batch) => Promise.resolve(runTrainer(plan, params, batch).code),
      { entries: ENTRIES, size: 4 },
    );
    assert(unused <= 0.125, `${unused}`);
  });

  Deno.test(`one seed gives one codebook, by ${learning}`, async () => {
    const [one, again, other] = [
      await train100(learning),
      await train100(learning),
      await train100(learning, { seed: 3 }),
    ];
    assertEquals(codebookOf(one), codebookOf(again));
    assertNotEquals(codebookOf(one), codebookOf(other));
  });
}
