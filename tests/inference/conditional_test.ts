import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { ndArray, zeros } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { loadAutoencoder } from "../../src/inference/mod.ts";
import { runtimes } from "../onnx/runtimes.ts";
import {
  classCodes,
  coinFiles,
  conditionalFiles,
  type Files,
  linearFiles,
  weight,
} from "./models.ts";

const { "onnxruntime-node": node } = runtimes;
const reader = (files: Files) => (path: string) =>
  path in files ? Promise.resolve(files[path]) : Promise.reject(new Error(`no ${path}`));

const count = 5, labels = [2, 0, 1, 1, 0];
const input = ndArray(
  [count, 2, 2, 1],
  Float32Array.from({ length: count * 4 }, (_, i) => i % 7 - 2),
);
const codes = Float32Array.from({ length: count * 2 }, (_, i) => {
  const row = Math.floor(i / 2), unit = i % 2;
  const seen = [0, 1, 2, 3].map((d) => input.values[row * 4 + d] * weight[d * 2 + unit]);
  return seen.reduce((sum, each) => sum + each, classCodes[labels[row] * 2 + unit]);
});
/** (h − y E) Wᵀ. */
const decoded = (of: readonly number[]) =>
  Float32Array.from({ length: count * 4 }, (_, i) => {
    const row = Math.floor(i / 4), d = i % 4;
    return [0, 1].reduce(
      (sum, unit) =>
        sum + (codes[row * 2 + unit] - classCodes[of[row] * 2 + unit]) * weight[d * 2 + unit],
      0,
    );
  });

for (const [name, ort] of Object.entries(runtimes)) {
  Deno.test(`a model in ${name} that depends on classes is told those of its examples`, async () => {
    for (const batchSize of [1, 2, 100]) {
      await using model = await loadAutoencoder(ort, reader(conditionalFiles()), { batchSize });
      assertEquals([model.classes, model.distribution], [3, "gaussian"]);
      assertEquals(await model.encode(input, { labels }), ndArray([count, 2], codes));
      const { values } = await model.reconstruct(input, { labels: Int32Array.from(labels) });
      assertEquals(values, decoded(labels));
      // A code may be decoded as another class.
      const others = [0, 1, 2, 0, 1];
      const turned = await model.decode(ndArray([count, 2], codes), { labels: others });
      assertEquals(turned.values, decoded(others));
    }
  });

  Deno.test(`a model in ${name} gives the distribution of its codes`, async () => {
    await using model = await loadAutoencoder(ort, reader(conditionalFiles()), { batchSize: 2 });
    const distribution = await model.encodeDistribution(input, { labels });
    if (distribution.type !== "gaussian") throw new TypeError("Expected a Gaussian code");
    assertEquals(distribution.mean.values, codes);
    assertEquals(distribution.logVariance.values, codes.map((code) => code / 4));
  });

  Deno.test(`a model in ${name} gives the probabilities of its coins`, async () => {
    await using model = await loadAutoencoder(ort, reader(coinFiles()), { batchSize: 2 });
    const x = ndArray([3, 4], Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 1));
    const found = await model.encodeDistribution(x);
    if (found.type !== "bernoulli") throw new TypeError("Expected a code of coins");
    [1, 0, -1, 0.5, -2, 3.25].forEach((logit, i) =>
      assertAlmostEquals(found.probability.values[i], 1 / (1 + Math.exp(-logit)), 1e-6)
    );
    assertEquals((await model.encode(x)).values, Float32Array.of(1, 1, 0, 1, 0, 1));
  });
}

Deno.test("a half that does without labels is not given them", async () => {
  await using model = await loadAutoencoder(node, reader(conditionalFiles({ half: true })));
  assertEquals(model.classes, 3);
  assertEquals((await model.encode(input, { labels })).values, codes);
  assertEquals((await model.reconstruct(input, { labels })).shape, [count, 2, 2, 1]);
});

Deno.test("labels that are missing, too few or of no class are refused in one sentence", async () => {
  await using model = await loadAutoencoder(node, reader(conditionalFiles()));
  await assertRejects(
    () => model.encode(input),
    TypeError,
    "Cannot encode without labels: the model depends on the class of each example, one of 3",
  );
  await assertRejects(
    () => model.reconstruct(input, { labels: [0, 1] }),
    RangeError,
    "Cannot reconstruct 5 examples with 2 labels: expected one for each",
  );
  for (const wrong of [3, -1, 0.5, NaN]) {
    await assertRejects(
      () => model.decode(zeros([2, 2]), { labels: [0, wrong] }),
      RangeError,
      `Cannot decode with the label ${wrong}: the model knows the classes 0 to 2`,
    );
  }
});

Deno.test("a model that does without classes leaves labels unread, and has no distribution", async () => {
  await using model = await loadAutoencoder(node, reader(linearFiles()));
  assertEquals([model.classes, model.distribution, model.likelihood], Array(3).fill(undefined));
  assertEquals(await model.encode(input, { labels: [99] }), await model.encode(input));
  await assertRejects(
    () => model.encodeDistribution(input),
    TypeError,
    "Cannot encode to a distribution: each example has one code, call encode() for it",
  );
  await assertRejects(
    () => model.sample(zeros([1, 2]), { rng: createRng(0) }),
    TypeError,
    "Cannot sample: the model was not trained by a likelihood",
  );
});

Deno.test("sample() draws about what the decoder gives, each example by its own stream", async () => {
  const likelihood = { type: "gaussian" as const, variance: [1, 4, 9, 16] };
  const prior = { type: "gaussian" as const };
  const files = conditionalFiles({ generation: { classes: 3, prior, likelihood } });
  await using model = await loadAutoencoder(node, reader(files));
  assertEquals([model.prior, model.likelihood], [prior, likelihood]);
  const many = 4000;
  const same = {
    shape: [many, 2],
    values: Float32Array.from({ length: many * 2 }, (_, i) => codes[i % 2]),
  };
  const options = { labels: Array(many).fill(labels[0]), rng: createRng(3) };
  const { shape, values } = await model.sample(same, options);
  assertEquals(shape, [many, 2, 2, 1]);
  const mean = decoded(labels);
  for (let d = 0; d < 4; d++) {
    const errors = Array.from({ length: many }, (_, row) => values[row * 4 + d] - mean[d]);
    assertAlmostEquals(errors.reduce((sum, e) => sum + e, 0) / many, 0, 0.06 * (d + 1));
    const variance = errors.reduce((sum, e) => sum + e ** 2, 0) / many;
    assertAlmostEquals(variance / likelihood.variance[d], 1, 0.08);
  }
  const one = { shape: [1, 2], values: same.values.slice(0, 2) };
  const alone = await model.sample(one, { labels: [labels[0]], rng: createRng(3) });
  assertEquals(alone.values, values.slice(0, 4));
});

const faults: Record<string, [unknown, string]> = {
  "of other classes": [
    { classes: 4 },
    "Cannot load an autoencoder: generation_config.json says that it knows 4 classes, its graphs know 3",
  ],
  "of too few variances": [
    { likelihood: { type: "gaussian", variance: [1, 2] } },
    "Cannot load an autoencoder: generation_config.json gives 2 variances for inputs of 4 values",
  ],
  "that is none": [
    3,
    "Cannot read generation_config.json as a generation config: it is not a JSON",
  ],
};

for (const [what, [generation, message]] of Object.entries(faults)) {
  Deno.test(`loadAutoencoder() refuses a generation config ${what}`, async () => {
    const files = conditionalFiles({ generation });
    await assertRejects(() => loadAutoencoder(node, reader(files)), Error, message);
  });
}
