/** Models that no WebAssembly memory holds. */
import { assertThrows } from "@std/assert";
import { describeAutoencoder, planAutoencoder } from "../../src/mod.ts";
import { trainingOptions, trainingPlan } from "../../src/training/mod.ts";

const MOMENTS = { optimizer: { type: "adam" } }, NONE = { optimizer: { type: "sgd" } };

const plan = planAutoencoder(
  describeAutoencoder({ variant: "deep", nodes: [20_000, 5_000], codeSize: 10 }, [3072]),
);

const options = (more: Record<string, unknown>) => trainingOptions.parse({ epochs: 1, ...more });

Deno.test("a model whose parameters and what trains them pass 4 GiB is refused with its size", () => {
  assertThrows(
    () => trainingPlan(plan, options(MOMENTS)),
    RangeError,
    "Cannot train this model: its 323033082 parameters take 5.2 GB with their gradients, and 2 values each of " +
      "adam, expected 4.3 GB at the most, all that WebAssembly can hold; fewer nodes, as by model.nodesScale, " +
      "or filters would help",
  );
});

Deno.test("what keeps nothing, or stays as it is, takes less", () => {
  trainingPlan(plan, options(NONE));
  trainingPlan(plan, options({ ...MOMENTS, frozen: ["encoder."] }));
});
