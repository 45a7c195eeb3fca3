import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  activityRemark,
  dataBias,
  exactLogPartition,
  fitMachine,
  type FitMachineInput,
  freeEnergy,
  gibbsSteps,
  initMachine,
  machineOptions,
  type MachineOptionsInput,
} from "../../src/boltzmann/mod.ts";
import { learningRateOf, momentumOf } from "../../src/boltzmann/options.ts";
import { createRng } from "../../src/core/rng.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../src/training/mod.ts";
import { patterns, toySpec, train } from "./toy_machine.ts";
import "../start_backend.ts";

const spec = toySpec(12, 8), examples = patterns(130, 12), validation = patterns(40, 12, 1);
const toy = (options: Partial<MachineOptionsInput> = {}, rest = {}): FitMachineInput => ({
  spec,
  train: examples,
  validation,
  options: { epochs: 3, batchSize: 40, ...options },
  rng: createRng(2),
  ...rest,
});
const persistent = {
  persistent: true,
  chains: 30,
  steps: { to: 3, every: 1 },
  binarize: "draw",
  sparsity: { target: 0.2, cost: 0.1 },
  schedule: "perStep",
} as const;

Deno.test("a training of a machine says its steps, its epochs and its end", async () => {
  const { events, end, history } = await train(toy());
  assertEquals(
    events.map((event) => event.type === "step" ? event.step : event.type),
    [1, 2, 3, 4, "epoch", 5, 6, 7, 8, "epoch", 9, 10, 11, 12, "epoch", "end"],
  );
  assertEquals([end.reason, end.bestEpoch], ["epochs", 3]);
  assertEquals(Object.keys(history[0].figures ?? {}), [
    "pseudoLogLikelihood",
    "freeEnergyGap",
    "hiddenActivity",
  ]);
  assertEquals(Object.keys(end.params), ["weight", "visibleBias", "hiddenBias"]);
  assertEquals(history.map(({ step }) => step), [4, 8, 12]);
});

Deno.test("a machine that resumes inside an epoch ends with the same bits", async () => {
  for (const options of [{}, persistent]) {
    const whole = await train(toy(options));
    for (const stop of [2, 4, 7]) {
      let kept: Snapshot | undefined;
      for await (const event of fitMachine(toy(options))) {
        if (event.type !== "step" || event.step !== stop) continue;
        kept = snapshotFromSafetensors(snapshotToSafetensors(event.snapshot(), {}));
        break;
      }
      const rest = await train(toy(options, { from: kept }));
      assertEquals(rest.end.params, whole.end.params);
      assertEquals(rest.history, whole.history);
      assertEquals(rest.end.snapshot(), whole.end.snapshot());
    }
  }
});

Deno.test("training raises the exact likelihood, by chains of either kind", async () => {
  const x = { shape: [40, 12], values: validation.values as Float32Array<ArrayBuffer> };
  const likelihood = (params: Parameters<typeof freeEnergy>[0]) =>
    -freeEnergy(params, spec, x).reduce((sum, f) => sum + f, 0) / 40 -
    exactLogPartition(params, spec);
  const before = likelihood(initMachine(spec, { train: examples, rng: createRng(1) }));
  for (
    const options of [{}, { persistent: true, steps: 2 }, {
      steps: 3,
      reconstruct: "draws",
    }] as const
  ) {
    const { end } = await train(
      toy({ ...options, epochs: 150, batchSize: 10, learningRate: 0.02, weightDecay: 0 }),
    );
    const after = likelihood(end.params);
    assert(after > before + 1, `${after} after ${before}`);
  }
});

Deno.test("fresh visible biases alone give the means of the data, clipped", () => {
  const train = {
    shape: [3],
    count: 4,
    values: Uint8Array.of(0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0),
  };
  const { visibleBias, hiddenBias, weight } = initMachine(toySpec(3, 200), {
    train,
    rng: createRng(1),
  });
  [Math.log(0.001 / 0.999), 0, Math.log(0.25 / 0.75)].forEach((bias, i) =>
    assertAlmostEquals(visibleBias.values[i], bias, 1e-5)
  );
  assertEquals(hiddenBias.values, new Float32Array(200));
  const squares = weight.values.reduce((sum, w) => sum + w * w, 0);
  assertAlmostEquals(Math.sqrt(squares / 600), 0.01, 0.001);
  const gaussian = { visible: { units: "gaussian", size: 3 } } as const;
  assertAlmostEquals(dataBias(gaussian, train).values[2], 0.25, 1e-6);
});

Deno.test("Gibbs steps rise, the rate falls, and momentum changes, by the epoch", () => {
  const options = machineOptions.parse({ epochs: 300, steps: { from: 1, to: 25, every: 10 } });
  const ceil = (epoch: number) => Math.min(25, Math.ceil(epoch / 10));
  for (const epoch of [1, 10, 11, 55, 241, 300]) {
    assertEquals(gibbsSteps(options, epoch), ceil(epoch));
  }
  assertEquals([5, 6].map((epoch) => momentumOf(options, epoch)), [0.5, 0.9]);
  const rate = (schedule: "constant" | "linear" | "perStep", taken: number) =>
    learningRateOf({ ...options, schedule }, { spec, epoch: 25, taken, all: 10 });
  assertEquals([rate("constant", 9), rate("linear", 1), rate("perStep", 1)], [0.1, 0.1, 0.1 / 3]);
  assertAlmostEquals(rate("linear", 10), 0.01);
});

Deno.test("a sparsity target draws the mean activity to it", async () => {
  const activity = async (options: Partial<MachineOptionsInput>) =>
    (await train(toy({ epochs: 30, ...options }))).history.at(-1)!.figures!.hiddenActivity;
  const free = await activity({}), drawn = await activity({ sparsity: { target: 0.1, cost: 2 } });
  assert(Math.abs(drawn - 0.1) < 0.1 && drawn < free, `${drawn} of ${free}`);
});

Deno.test("examples drawn as 0 or 1 are other ones at every step, and the same for one seed", async () => {
  const grey = { ...examples, values: new Float32Array(130 * 12).fill(0.5) };
  const { losses } = await train(toy({ binarize: "draw", batchSize: 130 }, { train: grey }));
  assertEquals(new Set(losses).size, 3);
  assertEquals(
    losses,
    (await train(toy({ binarize: "draw", batchSize: 130 }, { train: grey }))).losses,
  );
});

Deno.test("hidden units that are nearly always off are said to be", () => {
  const metrics = (hiddenActivity: number) => ({
    epoch: 2,
    step: 8,
    trainingLoss: 1,
    learningRate: 1,
    figures: { hiddenActivity },
  });
  assertEquals(activityRemark(metrics(0.5), spec), undefined);
  assertEquals(
    activityRemark(metrics(0.01), spec),
    "The hidden units are off nearly always after epoch 2: their mean activity is 0.010, expected " +
      "0.02 to 0.98; try a lower learning rate or a sparsity target",
  );
  assert(activityRemark(metrics(0.99), spec)?.includes("are on nearly always"));
  assertEquals(
    activityRemark(metrics(0.01), { ...spec, hidden: { units: "rectified", size: 8 } }),
    undefined,
  );
});

Deno.test("machines with Gaussian and rectified units learn standardised data", async () => {
  const scaled = { ...examples, values: Float32Array.from(examples.values, (x) => 2.2 * x - 0.7) };
  for (const units of ["bernoulli", "rectified"] as const) {
    const gaussian = {
      visible: { units: "gaussian", size: 12 },
      hidden: { units, size: 8 },
    } as const;
    const { history } = await train(
      toy({ epochs: 40, learningRate: 0.01 }, {
        spec: gaussian,
        train: scaled,
        validation: scaled,
      }),
    );
    assert(history.at(-1)!.trainingLoss < 0.8 * history[0].trainingLoss);
    assertEquals(history[0].figures?.pseudoLogLikelihood, undefined);
  }
  const linear = { ...spec, hidden: { units: "gaussian", size: 2 } } as const;
  const { history } = await train(toy({ epochs: 40, learningRate: 0.01 }, { spec: linear }));
  assert(history.at(-1)!.trainingLoss < history[0].trainingLoss);
});

Deno.test("steps of a machine leak no tensor, and breaking out frees all", async () => {
  const before = tf.memory().numTensors, counts = new Set<number>();
  for await (const event of fitMachine(toy(persistent))) {
    if (event.type === "step") counts.add(tf.memory().numTensors);
    if (event.type === "step" && event.step === 10) break;
  }
  assertEquals(counts.size, 1);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("a machine refuses data, options and snapshots that are not for it", async () => {
  const refuses = (
    input: FitMachineInput,
    message: string,
    kind: typeof TypeError | typeof RangeError = RangeError,
  ) => assertRejects(() => train(input), kind, message);
  const far = { ...examples, values: Float32Array.from(examples.values, (x) => 100 * x) };
  const gaussian = { ...spec, visible: { units: "gaussian", size: 12 } } as const;
  await refuses(
    toy({}, { train: far }),
    "they hold 100, expected values from 0 to 1; set data.scale",
  );
  await refuses(toy({}, { spec: gaussian, train: far }), "set data.scale=standard");
  const shares = Float32Array.from(examples.values, (x) => x / 3);
  const lengths = new Uint32Array(examples.count).fill(3);
  await refuses(
    toy({}, { train: { ...examples, values: shares, lengths } }),
    "they hold shares of the words of texts, expected values of which each is likely or not; take multinomial",
  );
  await refuses(toy({}, { train: { ...examples, count: 0 } }), "there are none");
  await refuses(toy({}, { spec: toySpec(11, 3) }), "expected 11 values, one for each visible unit");
  const missing = { ...examples, values: examples.values.map((x, i) => i === 7 ? NaN : x) };
  await refuses(toy({}, { train: missing }), "they hold NaN, fill it first");
  await refuses(toy({ chains: 7 }), 'Cannot keep 7 chains: set "persistent"');
  await refuses(toy({ steps: 0 }), "Cannot use these training options: steps", TypeError);
  const both = { visible: { units: "gaussian", size: 12 }, hidden: { units: "gaussian", size: 3 } };
  await refuses(toy({}, { spec: both }), "without bounds", TypeError);
  const linear = { ...spec, hidden: { units: "gaussian", size: 2 } } as const;
  await refuses(
    toy({ sparsity: { target: 0.1, cost: 1 } }, { spec: linear }),
    'leave "sparsity" out',
  );
  const scaled = { ...examples, values: Float32Array.from(examples.values, (x) => 2.2 * x - 0.7) };
  await refuses(
    toy({ binarize: "draw" }, { spec: gaussian, train: scaled, validation: scaled }),
    'leave "binarize" out',
  );
  await refuses(
    toy({ learningRate: 1e4 }, { spec: gaussian, train: scaled, validation: scaled }),
    "Training diverged at step",
  );
  const { end } = await train(toy());
  await refuses(toy(persistent, { from: end.snapshot() }), 'there is no "chain/hidden"');
  await refuses(
    toy({}, { spec: toySpec(12, 9), params: end.params }),
    '"weight" has shape [12, 8]',
  );
});
