import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { strokes } from "../../src/data/mod.ts";
import { heapBytes } from "../../src/kernels/mod.ts";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import { fit } from "../../src/training/mod.ts";
import "../start_backend.ts";

for (const batch of [false, true]) {
  Deno.test(
    `steps with dead latents and ${
      batch ? "batch " : ""
    }top-k leave no tensor behind and do not grow the heap`,
    async () => {
      const train = strokes(64, createRng(1));
      const plan = planAutoencoder(describeModel({
        encoder: [
          { type: "center", of: "geometric-median", trainable: true },
          { type: "flatten" },
          { type: "dense_top_k", units: 300, k: 4, auxiliaryK: 40, deadAfter: 100, batch },
        ],
        loss: "mean-squared-error",
        penalties: [{ type: "auxiliary_k", coefficient: 1 / 32 }],
      }, train.shape));
      const options = { epochs: 30, batchSize: 16, optimizer: { type: "adam" as const } };
      const memory = new Set<string>();
      let dead = 0;
      for await (const event of fit({ plan, train, options, rng: createRng(2) })) {
        // Latents die within the first steps; from then on both codes are there.
        if (event.type !== "step" || event.step <= 20) continue;
        const { numTensors, numBytes } = tf.memory();
        memory.add(JSON.stringify({ numTensors, numBytes, heap: heapBytes() }));
        if (event.step === 100) {
          const idle = event.snapshot().params["encoder.2.idle"].values;
          dead = idle.filter((count) => count > 100).length;
        }
      }
      assert(dead > 40, `${dead}`);
      assertEquals(memory.size, 1);
    },
  );
}
