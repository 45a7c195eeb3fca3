/** Machines that start as the one below them upside down. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { beliefBound, exactLogPartition, freeEnergy } from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { binarize, wholeBatch } from "../../src/data/mod.ts";
import {
  fitStages,
  machinesOf,
  planStages,
  type StageOptions,
  stageOptions,
} from "../../src/pretraining/mod.ts";
import "../start_backend.ts";
import { stack, train } from "./stack_of_layers.ts";

const machines = (more: Record<string, unknown> = {}): StageOptions =>
  stageOptions.parse({ train: "machines", training: { epochs: 20, batchSize: 8 }, ...more });

/** A training that moves nothing: one step at a rate that no parameter feels. */
const still = {
  layers: [2, 3],
  tiedStart: true,
  training: { epochs: 1, batchSize: 40, learningRate: 1e-12 },
};

Deno.test("a tied start is the transpose of the machine below, and the bound begins at its likelihood", async () => {
  const data = binarize(train, { rng: createRng(3) });
  const plan = stack({ nodes: [5, 6], codeSize: 5, codeActivation: "sigmoid" });
  const { stages } = planStages(plan, [machines({ layers: [1] }), machines(still)]);
  const options = { epochs: 0, batchSize: 8 };
  for await (const event of fitStages({ plan, train: data, options, rng: createRng(5), stages })) {
    if (event.type !== "end") continue;
    const [first, second, third] = machinesOf(plan, event.params);
    const { values } = first.params.weight;
    second.params.weight.values.forEach((weight, i) =>
      assertAlmostEquals(weight, values[(i % 6) * 5 + Math.floor(i / 6)], 1e-7)
    );
    third.params.weight.values.forEach((weight, i) => assertAlmostEquals(weight, values[i], 1e-7));
    for (const [name, other] of [["visibleBias", "hiddenBias"], ["hiddenBias", "visibleBias"]]) {
      second.params[name].values.forEach((bias, i) =>
        assertAlmostEquals(bias, first.params[other].values[i], 1e-7)
      );
    }
    assert(values.some((weight) => Math.abs(weight) > 0.1), "the first machine learned nothing");
    const logPartition = exactLogPartition(first.params, first.spec);
    const logP = freeEnergy(first.params, first.spec, wholeBatch(data)).map((f) =>
      -f - logPartition
    );
    for (const depth of [2, 3]) {
      const stacked = [first, second, third].slice(0, depth);
      const { spec, params } = stacked.at(-1)!;
      const bounds = beliefBound(stacked, wholeBatch(data), {
        logPartition: exactLogPartition(params, spec),
        rng: createRng(6),
        samples: 1,
      });
      // Not on average but by every draw: its posterior is the one that the draws are from.
      bounds.forEach((bound, row) => assertAlmostEquals(bound, logP[row], 1e-4));
    }
  }
});

Deno.test("without it a machine starts with small weights, and the lowest one always does", async () => {
  const plan = stack({ nodes: [5], codeSize: 6, codeActivation: "sigmoid" });
  const learned = machines({ layers: [1] });
  const options = { epochs: 0, batchSize: 8 };
  const largest = async (stage: StageOptions, layer: number) => {
    const { stages } = planStages(plan, [learned, stage]);
    for await (const event of fitStages({ plan, train, options, rng: createRng(5), stages })) {
      if (event.type !== "end") continue;
      return Math.max(...event.params[`encoder.${2 * layer}.weight`].values.map(Math.abs));
    }
  };
  const lowest = await largest(machines({ ...still, layers: [1] }), 0);
  const untied = await largest(machines({ ...still, layers: [2], tiedStart: false }), 1);
  const tied = await largest(machines({ ...still, layers: [2] }), 1);
  // Weights of a deviation of 0.01.
  assert(lowest! < 0.05 && untied! < 0.05 && tied! > 0.05, `${lowest}, ${untied}, ${tied}`);
});

Deno.test("a tied start with label units has weights of 0 for them, and the rest of the machine below", async () => {
  const plan = stack({ nodes: [5], codeSize: 6, codeActivation: "sigmoid" });
  const labelled = { ...train, labels: Int32Array.from({ length: 40 }, (_, i) => i % 2) };
  const top = machines({ ...still, layers: [2], classes: 2 });
  const { stages } = planStages(plan, [machines({ layers: [1] }), top]);
  const options = { epochs: 0, batchSize: 8 };
  for await (
    const event of fitStages({ plan, train: labelled, options, rng: createRng(5), stages })
  ) {
    if (event.type !== "end") continue;
    const [low, { spec, params }] = machinesOf(plan, event.params);
    assertEquals(spec.visible, { units: "bernoulli", size: 7, classes: 2 });
    params.weight.values.forEach((weight, i) => {
      const [unit, hidden] = [Math.floor(i / 6), i % 6];
      const below = unit < 5 ? low.params.weight.values[hidden * 5 + unit] : 0;
      assertAlmostEquals(weight, below, 1e-7);
    });
  }
});

Deno.test("a tied start of other sizes or units is refused with both", () => {
  const plan = stack({ nodes: [5], codeSize: 4, codeActivation: "sigmoid" });
  assertThrows(
    () => planStages(plan, [machines({ tiedStart: true })]),
    RangeError,
    "Cannot start hidden layer 2, a machine of 5 bernoulli and 4 bernoulli units, as the machine below " +
      "upside down, which has 6 bernoulli and 5",
  );
  const linear = stack({ nodes: [5], codeSize: 6, codeActivation: "linear" });
  assertThrows(
    () => planStages(linear, [machines({ tiedStart: true })]),
    RangeError,
    "5 bernoulli and 6 gaussian units",
  );
});
