/** Compares what sections gather of a run with linear codes of two values with loops over its parameters. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { sizeOf } from "../../../src/core/shape.ts";
import { wholeBatch } from "../../../src/data/mod.ts";
import { gatherSections } from "../../../src/report/sections/mod.ts";
import * as registry from "../../../src/report/sections/registry.ts";
import { writeClassifierRecord } from "../../../src/runs/classifier_record.ts";
import { parseClassifierRecipe } from "../../../src/recipes/mod.ts";
import { trainedContext } from "../trained_context.ts";

const directory = await Deno.makeTempDir();
const context = await trainedContext(directory, {
  encoder: [{ type: "flatten" }, { type: "dense", units: 2 }],
  loss: "mean-squared-error",
  outputActivation: "linear",
});
const { run: { model: { params } }, data: { test, train, classes }, evaluation } = context;
const mistaken = [5, 2];
await writeClassifierRecord(context.run.directory, {
  classes: context.data.classes ?? Array.from("0123456789"),
  recipe: parseClassifierRecipe({}),
  ...{ weights: "0", history: [] },
  ...{ train: 8, validation: 2, bestEpoch: 1, parameters: 30, seconds: 1, parity: 0 },
  test: {
    ...{ examples: 60, accuracy: 58 / 60, calibrationError: 0.1, confusion: [], reliability: [] },
    mistakes: mistaken.map((example) => {
      const label = context.data.test.labels![example];
      return { example, id: `${example + 1}`, label, put: (label + 1) % 10, probability: 0.9 };
    }),
  },
});
const gathered = await gatherSections(context);
await context.autoencoder.dispose();
await Deno.remove(directory, { recursive: true });

const PIXELS = sizeOf(test.shape);

/** x W + b for rows x, in doubles. */
function dense(x: ArrayLike<number>, path: string): number[] {
  const { shape: [inputs, units], values } = params[`${path}.weight`];
  const bias = params[`${path}.bias`].values;
  return Array.from({ length: x.length / inputs * units }, (_, at) => {
    const row = Math.floor(at / units), unit = at % units;
    let sum = bias[unit];
    for (let i = 0; i < inputs; i++) sum += x[row * inputs + i] * values[i * units + unit];
    return sum;
  });
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) assertAlmostEquals(actual[i], expected[i], 1e-4);
}

Deno.test("sections of what this run has not are absent", () => {
  const { latents, featureMaps, tangents } = gathered;
  assertEquals([latents, featureMaps, tangents], [undefined, undefined, undefined]);
});

Deno.test("no two sections have the same place on the page", () => {
  const places = Object.values(registry).map(({ place }) => place);
  assertEquals(new Set(places).size, places.length);
});

Deno.test("reconstructions are of the first test example of each class, then of others", () => {
  const { inputs, methods, names, seen } = gathered.reconstructions!;
  const labels = [...test.labels!];
  const firsts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((label) => labels.indexOf(label));
  const others = labels.map((_, i) => i).filter((i) => !firsts.includes(i)).slice(0, 2);
  const all = wholeBatch(test).values;
  const expected = [...firsts, ...others].flatMap((
    i,
  ) => [...all.subarray(i * PIXELS, (i + 1) * PIXELS)]);
  assertEquals([...inputs], expected);
  assertEquals(names, [...firsts, ...others].map((i) => classes?.[labels[i]] ?? `${labels[i]}`));
  assertEquals(methods.map(({ name }) => name), ["autoencoder", "PCA"]);
  assertClose(methods[0].outputs, dense(dense(expected, "encoder.1"), "decoder.0"));
  assertEquals(seen, wholeBatch(train).values.slice(0, 200 * PIXELS));
});

Deno.test("the best and the worst, and the errors of classes, are those of all test examples", () => {
  const { best, worst, classes: byClass } = gathered.exampleErrors!;
  const all = wholeBatch(test).values, outputs = dense(dense(all, "encoder.1"), "decoder.0");
  const errors = Array.from({ length: test.count }, (_, i) => {
    const own = outputs.slice(i * PIXELS, (i + 1) * PIXELS);
    return own.reduce((sum, value, at) => sum + (value - all[i * PIXELS + at]) ** 2, 0);
  });
  const sorted = [...errors].sort((a, b) => a - b);
  assertClose(best.map(({ error }) => error), sorted.slice(0, 6));
  assertClose(worst.map(({ error }) => error), sorted.slice(-6).reverse());
  const first = errors.indexOf(sorted[0]);
  assertEquals([...best[0].input!], [...all.subarray(first * PIXELS, (first + 1) * PIXELS)]);
  const threes = errors.filter((_, i) => test.labels![i] === 3);
  const three = byClass!.find(({ name }) => name === (classes?.[3] ?? "3"))!;
  assertEquals(three.count, threes.length);
  assertAlmostEquals(three.error, threes.reduce((a, b) => a + b) / threes.length, 1e-3);
});

Deno.test("the mistakes of a classifier are pictures of these test examples", () => {
  const { pictures, test: { mistakes } } = gathered.classifier!;
  assertEquals(mistakes!.map(({ example }) => example), mistaken);
  const all = wholeBatch(test).values;
  assertEquals(
    [...pictures!.images],
    mistaken.flatMap((i) => [...all.subarray(i * PIXELS, (i + 1) * PIXELS)]),
  );
});

Deno.test("the code map lays the codes of all test examples out as they are", () => {
  const { points, axes, labels } = gathered.codeMap!;
  assertEquals([points.shape, axes], [[test.count, 2], ["code 1", "code 2"]]);
  assertClose(points.values, dense(wholeBatch(test).values, "encoder.1"));
  assertEquals([...labels as Int32Array], [...test.labels!]);
});

Deno.test("weights are what each unit looks for", () => {
  const { title, caption, images, shape } = gathered.weights!;
  assertEquals([title, caption, shape], ["encoder.1", "The 2 units of encoder.1", [28, 28, 1]]);
  const { values } = params["encoder.1.weight"];
  assertEquals([...images], [
    ...values.filter((_, i) => i % 2 === 0),
    ...values.filter((_, i) => i % 2 === 1),
  ]);
});

Deno.test("generated images are drawn at random, on the plane of codes and between classes", () => {
  const { sheets } = gathered.generated!;
  assertEquals(sheets.map(({ title, columns }) => [title, columns]), [
    ["Drawn at random", undefined],
    ["The plane of codes", 16],
    ["From one class to another", 11],
    ["Differences of classes", 6],
  ]);
  assertEquals(sheets.map(({ images }) => images.length / PIXELS), [100, 16 * 16, 5 * 11, 5 * 6]);
  // The grid is even: the mean of its corners decodes to the mean of what they decode to.
  const { images } = sheets[1], at = (i: number) => images.subarray(i * PIXELS, (i + 1) * PIXELS);
  assertClose(at(0).map((v, i) => v + at(255)[i]), at(15).map((v, i) => v + at(240)[i]));
});

Deno.test("errors, curves and facts are those of the evaluation and of the training", () => {
  const [own, pca] = gathered.testError!;
  assertEquals([own.name, own.codeSize, pca.name, pca.codeSize], ["autoencoder", 2, "PCA", 2]);
  assertEquals(own.squaredError, evaluation.autoencoder.squaredError);
  const { others, history, bestEpoch } = gathered.training!;
  assertEquals(others, [{ label: "PCA, test examples", y: evaluation.pca!.squaredError }]);
  assertEquals([history.length, bestEpoch], [1, 1]);
  const values = new Map(gathered.facts!.map(({ name, value }) => [name, value]));
  assertEquals(values.get("Parameters"), 784 * 2 + 2 + 2 * 784 + 784);
  assertEquals(values.get("Test examples"), test.count);
});

Deno.test("layers have their parameters, and those without have none", () => {
  const { inputShape, layers } = gathered.layers!;
  assertEquals(inputShape, [28, 28, 1]);
  assertEquals(layers.map(({ path, name, parameters }) => [path, name, parameters]).slice(0, 3), [
    ["encoder.0", "flatten", 0],
    ["encoder.1", "dense", 784 * 2 + 2],
    ["decoder.0", "dense", 2 * 784 + 784],
  ]);
  assert(layers.every(({ outputShape }) => sizeOf(outputShape) === 784 || outputShape[0] === 2));
});
