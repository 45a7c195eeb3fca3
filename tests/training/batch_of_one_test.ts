import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { strokes } from "../../src/data/mod.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import { checkBatches, fit } from "../../src/training/mod.ts";
import "../start_backend.ts";

const planOf = (...encoder: LayerSpec[]) =>
  planAutoencoder(describeModel({ encoder, loss: "mean-squared-error" }, [28, 28, 1]));
const conv: LayerSpec = { type: "conv2d", filters: 2, size: 3, stride: 2 };

Deno.test("units cannot be normalised over a batch of one example, and the sentence says what to change", () => {
  const plan = planOf({ type: "flatten" }, { type: "dense", units: 3 }, {
    type: "batch_normalization",
  });
  assertThrows(
    () => checkBatches(plan, { count: 10, batchSize: 1 }),
    RangeError,
    'Cannot train encoder.2 ("batch_normalization") on batches of one example, which have no variance: use a training.batchSize of 2 or more',
  );
  assertThrows(
    () => checkBatches(plan, { count: 1, batchSize: 5 }),
    RangeError,
    "use more training examples",
  );
  checkBatches(plan, { count: 11, batchSize: 5 });
});

const models: Readonly<Record<string, LayerSpec[]>> = {
  "convolutions, channels normalised": [conv, { type: "batch_normalization" }, conv],
  "pools with switches": [
    { type: "conv2d", filters: 2, size: 3 },
    { type: "max_pool", switches: true },
  ],
  "sparse codes": [{ type: "flatten" }, { type: "dense_top_k", units: 20, k: 3 }],
  "codes of which all is kept": [{ type: "flatten" }, { type: "dense_top_k", units: 5, k: 5 }],
  "batch top-k": [{ type: "flatten" }, { type: "dense_top_k", units: 20, k: 3, batch: true }],
};

for (const [name, encoder] of Object.entries(models)) {
  Deno.test(`${name}: batches of one example train`, async () => {
    const train = strokes(3, createRng(1));
    const options = { epochs: 1, batchSize: 1 };
    const losses: number[] = [];
    for await (
      const event of fit({ plan: planOf(...encoder), train, options, rng: createRng(2) })
    ) {
      if (event.type === "step") losses.push(event.loss);
    }
    assert(losses.length === 3 && losses.every(Number.isFinite), `${losses}`);
  });
}

Deno.test("where only the last batch of an epoch has one example, running statistics stand in", async () => {
  const plan = planOf({ type: "flatten" }, { type: "dense", units: 3 }, {
    type: "batch_normalization",
  });
  const train = strokes(5, createRng(1));
  const options = { epochs: 2, batchSize: 4 };
  const variances: Float32Array[] = [];
  for await (const event of fit({ plan, train, options, rng: createRng(2) })) {
    if (event.type !== "step") continue;
    variances.push(event.snapshot().params["encoder.2.variance"].values);
  }
  assertEquals(variances[1], variances[0]);
  assertNotEquals(variances[2], variances[1]);
});
