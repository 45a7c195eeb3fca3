/** Trainings that leave some parameters as they are, or move them by other steps than the rest. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import type { Examples } from "../../src/data/mod.ts";
import { type AutoencoderSpec, initParams, planAutoencoder } from "../../src/model/mod.ts";
import { fit, type TrainingOptionsInput } from "../../src/training/mod.ts";
import { smallModels } from "./small_models.ts";
import "../start_backend.ts";

const rng = createRng(3);
const train: Examples = {
  shape: [6],
  count: 20,
  values: Float32Array.from({ length: 120 }, () => rng.uniform()),
};

/** The parameters before and after a training. */
async function trained(spec: AutoencoderSpec, options: Partial<TrainingOptionsInput>) {
  const plan = planAutoencoder(spec);
  const before = initParams(plan, {
    rng: createRng(1),
    measure: () => ({ shape: [6], values: new Float32Array(6) }),
  });
  let after: Readonly<Record<string, NdArray>> = {};
  const input = { plan, train, rng: createRng(2), params: before };
  for await (const event of fit({ ...input, options: { epochs: 1, batchSize: 20, ...options } })) {
    if (event.type === "end") after = event.params;
  }
  const moved = Object.keys(before).filter((path) =>
    before[path].values.some((value, i) => value !== after[path].values[i])
  );
  return { before, after, moved };
}

const sgd = { type: "sgd", learningRate: 0.1, momentum: 0 } as const;
const stack = smallModels["tied weights"], normalized = smallModels["batch normalisation"];

Deno.test("what is below a frozen path stays to the bit, tied weights of the other half as well", async () => {
  const { moved } = await trained(stack, { epochs: 3, frozen: ["encoder"] });
  assertEquals(moved, ["decoder.0.bias", "decoder.2.bias"]);
  const { moved: others } = await trained(stack, { frozen: ["encoder.0.weight", "decoder.2."] });
  assertEquals(others, ["encoder.0.bias", "encoder.2.weight", "encoder.2.bias", "decoder.0.bias"]);
});

Deno.test("a frozen normalisation keeps its statistics, and trains with those", async () => {
  const { before, after } = await trained(normalized, { epochs: 2, frozen: ["encoder.1"] });
  for (const name of ["scale", "offset", "mean", "variance"]) {
    assertEquals(after[`encoder.1.${name}`], before[`encoder.1.${name}`]);
  }
  const { moved } = await trained(normalized, { epochs: 2, frozen: ["decoder"] });
  assert(moved.includes("encoder.1.mean") && !moved.includes("decoder.1.mean"), moved.join());
});

Deno.test("steps of parameters below a path are so many times those of the others, the longest path counts", async () => {
  const { before, after } = await trained(stack, { optimizer: sgd });
  const learningRates = { encoder: 0.5, "encoder.2.": 0.25 };
  const { after: slower } = await trained(stack, { optimizer: sgd, learningRates });
  for (
    const [path, factor] of [
      ["encoder.0.weight", 0.5],
      ["encoder.2.bias", 0.25],
      ["decoder.0.bias", 1],
    ] as const
  ) {
    before[path].values.forEach((start, i) => {
      const whole = after[path].values[i] - start, part = slower[path].values[i] - start;
      assertAlmostEquals(part, factor * whole, 1e-6);
    });
  }
});

Deno.test("a frozen training that is resumed goes on bit for bit", async () => {
  const plan = planAutoencoder(stack);
  const options = { epochs: 2, batchSize: 8, frozen: ["encoder.0"] };
  const run = async (stopAt?: number) => {
    const input = { plan, train, options, rng: createRng(5) };
    for await (const event of fit(input)) {
      if (event.type === "step" && event.step === stopAt) {
        for await (const later of fit({ ...input, from: event.snapshot() })) {
          if (later.type === "end") return later.params;
        }
      }
      if (event.type === "end") return event.params;
    }
  };
  assertEquals(await run(4), await run());
});

Deno.test("paths that no parameter has, and a model with nothing left to learn, are refused", async () => {
  await assertRejects(
    () => trained(stack, { frozen: ["encoder.1"] }),
    RangeError,
    'Cannot use training.frozen of "encoder.1": no parameter has such a path, the layers with ' +
      "parameters are encoder.0, encoder.2, decoder.0, decoder.2",
  );
  await assertRejects(
    () => trained(stack, { learningRates: { coder: 2 } }),
    RangeError,
    'Cannot use training.learningRates of "coder": no parameter has such a path',
  );
  await assertRejects(
    () => trained(stack, { frozen: ["encoder", "decoder"] }),
    RangeError,
    "Cannot train with encoder, decoder fixed: no other parameter is left to learn",
  );
});
