/** A hidden layer on the words of texts, trained as a machine that counts them. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { hiddenMeans, visibleMeans } from "../../src/boltzmann/mod.ts";
import { countsOf, countWords } from "../../src/data/mod.ts";
import { encodeExamples } from "../../src/pretraining/encode_examples.ts";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import {
  fitStages,
  machinesOf,
  planStages,
  type StageOptions,
  stageOptions,
} from "../../src/pretraining/mod.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../src/training/mod.ts";
import "../start_backend.ts";

const words = {
  weights: "counts",
  vocabulary: ["ant", "bee", "cat", "dog", "elk", "fox"],
} as const;
const rng = createRng(4);

/** Texts of four or of twelve words, of the first three or of the last three animals. */
const texts = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    Array.from(
      { length: i % 4 < 2 ? 4 : 12 },
      () => words.vocabulary[(i % 2) * 3 + rng.integer(3)],
    ).join(" "));

const train = countWords(texts(40), words), validation = countWords(texts(8), words);

const stack = (more: Record<string, unknown> = {}) =>
  planAutoencoder(describeModel({
    codeSize: 2,
    nodes: [4],
    activation: "sigmoid",
    codeActivation: "sigmoid",
    loss: "categorical-cross-entropy",
    ...more,
  }, [6]));

const stage = (more: Record<string, unknown> = {}): StageOptions =>
  stageOptions.parse({
    train: "machines",
    visible: "multinomial",
    training: { epochs: 3, batchSize: 8 },
    ...more,
  });

const input = (from?: Snapshot, plan = stack()) => ({
  plan,
  train,
  validation,
  options: { epochs: 0, batchSize: 8 },
  rng: createRng(5),
  stages: planStages(plan, [stage()]).stages,
  ...(from && { from }),
});

async function endOf(from?: Snapshot) {
  const seen: Snapshot[] = [];
  for await (const event of fitStages(input(from))) {
    if (event.type === "end") return { seen, params: event.params, earlier: event.earlier };
    seen.push(event.snapshot());
  }
  throw new Error("A training ended without its end");
}

Deno.test("a machine of words is read back from the halves that it was unrolled into", async () => {
  const { params, earlier } = await endOf();
  assertEquals(Object.keys(earlier[0].figures ?? {}), ["freeEnergyGap", "hiddenActivity"]);
  const [lowest, above] = machinesOf(stack(), params);
  assertEquals(
    [lowest.spec, above.spec],
    [
      { visible: { units: "multinomial", size: 6 }, hidden: { units: "bernoulli", size: 4 } },
      { visible: { units: "bernoulli", size: 4 }, hidden: { units: "bernoulli", size: 2 } },
    ],
  );
  // 40 texts of 4 and of 12 words have 8 in the mean, which the encoder counts with.
  const { weight, bias } = { weight: params["encoder.0.weight"], bias: params["encoder.0.bias"] };
  weight.values.forEach((value, i) =>
    assertAlmostEquals(value, 8 * lowest.params.weight.values[i], 1e-5)
  );
  bias.values.forEach((value, i) =>
    assertAlmostEquals(value, 8 * lowest.params.hiddenBias.values[i], 1e-5)
  );
});

Deno.test("the encoder takes a text for one of the mean length, and the decoder gives the chances of words", async () => {
  const { params } = await endOf(), plan = stack(), [lowest] = machinesOf(plan, params);
  const eight = countWords(["ant ant bee cat cat cat ant dog", "fox elk"], words);
  const codes = encodeExamples(eight, plan.encoder.slice(0, 2), params);
  const means = hiddenMeans(lowest.params, lowest.spec, {
    shape: [2, 6],
    // The second text has 2 words, and counts as one of 8 with the same shares.
    values: Float32Array.of(3, 1, 3, 1, 0, 0, 0, 0, 0, 0, 4, 4),
  });
  means.values.forEach((mean, i) => assertAlmostEquals(codes.values[i], mean, 1e-5));
  const decoder = plan.decoder.slice(-2),
    hidden: NdArray = { shape: [1, 4], values: means.values.slice(0, 4) };
  const decoded = encodeExamples(
    { shape: [4], count: 1, values: means.values.slice(0, 4) },
    decoder,
    params,
  );
  const chances = visibleMeans(lowest.params, lowest.spec, hidden).values;
  chances.forEach((chance, i) => assertAlmostEquals(decoded.values[i], chance, 1e-6));
});

Deno.test("a training of words goes on bit for bit from any snapshot", async () => {
  const { seen, params } = await endOf();
  for (let i = 0; i < seen.length; i += 5) {
    const from = snapshotFromSafetensors(snapshotToSafetensors(seen[i], {}));
    assertEquals((await endOf(from)).params, params);
  }
});

Deno.test("texts keep their lengths as they are counted, taken apart and put together", () => {
  assertEquals([...train.lengths!.slice(0, 4)], [4, 4, 12, 12]);
  const { values } = countsOf(train);
  assert(values.every(Number.isInteger));
  assertEquals(values.slice(12, 18).reduce((sum, count) => sum + count, 0), 12);
});

Deno.test("visible units that do not fit the decoder's end, the weights or the data are refused", () => {
  const refused: [Record<string, unknown>, Record<string, unknown>, string][] = [
    [
      {},
      { visible: "bernoulli" },
      'the decoder ends in a softmax, one word of all, set "visible" to',
    ],
    [
      { loss: "binary-cross-entropy" },
      {},
      'the decoder ends in the activation "sigmoid", expected a softmax, one word of all; set the loss to',
    ],
    [{ tied: true }, {}, 'those of the decoder times the length of texts, leave "tied" out'],
  ];
  for (const [model, more, sentence] of refused) {
    assertThrows(() => planStages(stack(model), [stage(more)]), RangeError, sentence);
  }
  assertThrows(
    () => planStages(stack({ nodes: [] }), [stage({ classes: 2 })]),
    RangeError,
    "label units to hidden layer 1, a machine of multinomial visible units: they stand beside Bernoulli",
  );
  const [first] = planStages(stack(), [stage()]).stages;
  const { lengths: _, ...shares } = train;
  assertThrows(
    () => first.check?.(shares, { name: "shares" }),
    RangeError,
    "Cannot train multinomial visible units on shares: they hold 0",
  );
  const counts = countsOf(train);
  assertThrows(
    () =>
      first.check?.({ shape: [6], count: 40, values: counts.values as Float32Array<ArrayBuffer> }, {
        name: "counts",
      }),
    RangeError,
    "Cannot train multinomial visible units on counts: its examples are no texts, whose words are counted",
  );
});
