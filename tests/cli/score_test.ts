/** The command `score`, on runs of points and of drawn digits. */
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { parse } from "@std/csv";
import { denseExamples, wholeBatch } from "../../src/data/mod.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { readOtherExamples, readRunData } from "../../src/runs/run_data.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { trainPoints } from "../workflows/train_points.ts";
import { trainToEnd } from "../workflows/train_to_end.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run, evaluation } = await trainPoints(directory, { "data.scale": "standard" });
const { test } = await readRunData(run, { isNumbered: true });

/** The points of the run with some that lie off their plane, the last column the class. */
const mixed = join(directory, "mixed.csv");
const lines = Deno.readTextFileSync(run.config.data.name).trim().split("\n").slice(0, 20);
const odd = ["1,0,0,1,0", "0,0,1,0,1", "1,1,0,0,1"];
Deno.writeTextFileSync(
  mixed,
  [
    "a,b,c,d,e,label",
    ...lines.map((line) => `${line},usual`),
    ...odd.map((line, i) => `${line},"odd, ${i < 2 ? "far" : "near"}"`),
  ].join("\n"),
);

/** The squared errors of values [N, 5], in the units of the model. */
async function errorsOf(examples: typeof test): Promise<number[][]> {
  await using autoencoder = await loadRun(run.directory);
  const all = wholeBatch(examples), outputs = (await autoencoder.reconstruct(all)).values;
  const squares = [...all.values].map((value, i) => (outputs[i] - value) ** 2);
  return Array.from({ length: examples.count }, (_, i) => squares.slice(5 * i, 5 * i + 5));
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

Deno.test("a table has the error of each held-out example, by its row in the data, and flags", async () => {
  const out = join(directory, "scores.csv");
  const { code, stdout, stderr } = await isthmus(
    ...["score", run.directory, "--out", out, "--columns", "--threshold", "90%", "--top", "3"],
    "--json",
  );
  assertEquals([code, stderr], [0, ""]);
  const [head, ...rows]: string[][] = parse(await Deno.readTextFile(out));
  const columns = [1, 2, 3, 4, 5].map((n) => `error of value ${n}`);
  assertEquals(head, ["id", "error", "flag", ...columns]);
  const held = (await errorsOf((await readRunData(run)).validation!)).map(sum)
    .sort((a, b) => a - b);
  // Of rank 0.9 · 41: nine tenths of the way from the 36th to the 37th.
  const threshold = held[35] + 0.9 * (held[36] - held[35]);
  const expected = await errorsOf(test);
  assertEquals(rows.length, 40);
  rows.forEach(([id, error, flag, ...parts], i) => {
    assertEquals(id, test.ids![i]);
    assertAlmostEquals(Number(error), sum(expected[i]), 1e-6);
    parts.forEach((part, j) => assertAlmostEquals(Number(part), expected[i][j], 1e-6));
    assertEquals(flag, sum(expected[i]) > threshold ? "1" : "0");
  });
  // The row of the data that an id names is the example.
  const line = Deno.readTextFileSync(run.config.data.name).split("\n")[Number(rows[0][0]) - 1];
  const { offset, factor } = (await readRunData(run)).preparation!.scaling!;
  line.split(",").forEach((cell, i) =>
    assertAlmostEquals((Number(cell) - offset[i]) / factor[i], denseExamples(test).values[i], 1e-5)
  );
  const json = JSON.parse(stdout);
  assertEquals(
    [Object.keys(json), json.examples, json.out, json.top.length],
    [["run", "data", "examples", "out", "threshold", "thresholdOf", "flagged", "top"], 40, out, 3],
  );
  assertAlmostEquals(json.threshold, threshold, 1e-6);
  assertEquals(json.thresholdOf, { percent: 90, part: "validation", examples: 40 });
  assertEquals(json.flagged, rows.filter(([, , flag]) => flag === "1").length);
  const errors = rows.map(([, error]) => Number(error)).sort((a, b) => b - a);
  assertEquals(json.top.map(({ error }: { error: number }) => error), errors.slice(0, 3));
  assertAlmostEquals(sum(errors) / 40, evaluation.autoencoder.squaredError, 1e-9);
});

Deno.test("other data may have classes that are new, and the errors tell them", async () => {
  const out = join(directory, "scores.jsonl");
  const { code, stdout, stderr } = await isthmus(
    ...["score", run.directory, "--data", mixed, "--out", out, "--columns", "--threshold", "8.5"],
    ...["--anomaly", "odd, far", "--json"],
  );
  assertEquals(code, 0, stderr);
  const rows = (await Deno.readTextFile(out)).trim().split("\n").map((line) => JSON.parse(line));
  const { examples, classes } = await readOtherExamples(run, mixed, {
    split: "test",
    newClasses: true,
  });
  assertEquals(classes, ["odd, far", "odd, near", "usual"]);
  const expected = await errorsOf(examples);
  rows.forEach(({ id, label, error, flag, columns }, i) => {
    assertEquals([id, label], [String(i + 1), classes![examples.labels![i]]]);
    assertAlmostEquals(error, sum(expected[i]), 1e-5);
    assertEquals(flag, error > 8.5 ? 1 : 0);
    assertEquals(Object.keys(columns).length, 5);
    assertAlmostEquals(sum(Object.values(columns)), error, 1e-9);
  });
  const json = JSON.parse(stdout);
  const far = rows.filter(({ label }) => label === "odd, far");
  const won = far.flatMap(({ error }) =>
    rows.filter(({ label }) => label !== "odd, far").map((row) => error > row.error ? 1 : 0)
  );
  assertAlmostEquals(json.rocAuc, sum(won) / won.length, 1e-12);
  assert(json.rocAuc > 0.5 && json.averagePrecision > 0 && json.precisionAtK >= 0);
  assertEquals([json.anomalies, json.pca.components, json.threshold], [2, 2, 8.5]);
  assert(json.pca.rocAuc >= 0.5 && json.pca.rocAuc <= 1);
});

Deno.test("the text has the highest errors, the figures, and on which scale errors are", async () => {
  const score = (...args: string[]) => isthmus("score", run.directory, "--data", mixed, ...args);
  const [all, plain, strange, unknown] = await Promise.all([
    score("--anomaly", "odd, near", "--top", "2", "--threshold", "50%"),
    score(),
    score("--anomaly", "even"),
    score("--anomaly", "rest"),
  ]);
  assertEquals(all.code, 0, all.stderr);
  const blocks = all.stdout.trim().split("\n\n");
  assertEquals(
    blocks[0],
    "Scored 23 examples of mixed.csv by their squared errors, each summed over 5 values, on the common scale of the values (data.scale=standard).",
  );
  assert(
    /^The threshold is \d+\.\d{3}, 50 % of the errors of 40 validation examples: \d+ of 23 examples are above it\.$/
      .test(blocks[1]),
    blocks[1],
  );
  assertEquals(blocks[2].split("\n").length, 3);
  assert(/^example +class +squared error +flag$/m.test(blocks[2]), blocks[2]);
  assert(/^anomalies by +ROC-AUC +average precision +precision at 1$/m.test(blocks[3]), blocks[3]);
  assert(/^squared error +[01]\.\d{4} +/m.test(blocks[3]) && blocks[3].includes("PCA, 2 comp"));
  assert(
    plain.stderr.includes(
      "Note: With --anomaly CLASS it is said how well errors tell these from the others; the classes are odd, far, odd, near, usual.",
    ),
    plain.stderr,
  );
  assertEquals(plain.stdout.split("\n\n").length, 2);
  const refusals = [strange, unknown].map(({ code, stderr }) => [code, stderr.trim()]);
  assertEquals(refusals, [
    [
      1,
      "Cannot find the anomalies even in mixed.csv: it has no class even; expected some of odd, far, odd, near, usual, or rest for those that the run was not trained on",
    ],
    [
      1,
      "Cannot find the anomalies rest in mixed.csv: the run does not say which classes it was trained on; name the anomalies",
    ],
  ]);
});

Deno.test("a run of one class tells the rest, by its errors and by its bound", async () => {
  const out = join(directory, "fours");
  const recipe = readRecipe("strokes-variational-2", {
    "data.classes": { take: ["4"] },
    "data.count": 150,
    "training.epochs": 12,
    "training.batchSize": 16,
  });
  using prepared = await prepareNewRun(recipe, { out });
  const { evaluation } = await finishRun(prepared, await trainToEnd(prepared));
  const fours = join(directory, "fours.csv");
  const [own, all, none, plain] = await Promise.all([
    isthmus("score", out, "--likelihood", "--threshold", "20", "--out", fours, "--json"),
    isthmus("score", out, "--data", "strokes", "--anomaly", "rest", "--likelihood", "--json"),
    isthmus("score", out, "--anomaly", "rest"),
    isthmus("score", run.directory, "--likelihood"),
  ]);
  assertEquals([own.code, all.code], [0, 0], own.stderr + all.stderr);
  const [head, ...rows]: string[][] = parse(await Deno.readTextFile(fours));
  assertEquals(head, ["id", "label", "error", "negativeElbo", "flag"]);
  for (const [, , error, , flag] of rows) assertEquals(flag, Number(error) > 20 ? "1" : "0");
  assertStringIncludes(
    own.stderr,
    "flagged by their squared errors, which the threshold is one of",
  );
  assertEquals(new Set(rows.map(([, label]) => label)), new Set(["4"]));
  const { count } = prepared.data.test;
  const mean = sum(rows.map(([, , , bound]) => Number(bound))) / count;
  assertAlmostEquals(mean, evaluation.measures.variational.values.negativeElbo as number, 1e-6);
  const json = JSON.parse(all.stdout);
  assertEquals([json.examples, json.anomalies], [2000, 2000 - count]);
  assert(json.rocAuc > 0.8 && json.negativeElbo.rocAuc > 0.8, all.stdout);
  assertEquals([none.code, none.stderr.trim()], [
    1,
    "Cannot find the anomalies rest in strokes: none of its examples is of those classes, and nothing is told apart; it has 4, name other anomalies, or other data with --data",
  ]);
  assertEquals([plain.code, plain.stderr.trim()], [
    1,
    `Cannot bound the likelihood of ${run.directory}: expected a model with Gaussian codes that was trained by a likelihood, and whose decoder reads codes alone; leave --likelihood out`,
  ]);
});

Deno.test("a model that depends on classes still refuses those that it was not trained on", async () => {
  const labelled = join(directory, "labelled.csv");
  const all = Deno.readTextFileSync(run.config.data.name).trim().split("\n");
  const write = (path: string, classes: readonly string[]) =>
    Deno.writeTextFile(
      path,
      ["a,b,c,d,e,label", ...all.map((line, i) => `${line},${classes[i % 2]}`)].join("\n"),
    );
  await write(labelled, ["even", "odd"]);
  const { run: conditional } = await trainPoints(directory, {
    "data.name": labelled,
    "model.classes": 2,
    "training.epochs": 1,
  });
  const other = join(directory, "other.csv");
  await write(other, ["even", "strange"]);
  const score = (data: string) => isthmus("score", conditional.directory, "--data", data, "--json");
  const [known, strange] = await Promise.all([score(labelled), score(other)]);
  assertEquals([known.code, JSON.parse(known.stdout).examples], [0, 400]);
  assertEquals([strange.code, strange.stderr.trim()], [
    1,
    `Cannot use other.csv with ${conditional.directory}: it has class strange that the model was not trained on, which knows even, odd; leave those examples out, or the labels`,
  ]);
});

Deno.test("an example that the model has no numbers for has an infinite error, and is the first", async () => {
  const far = join(directory, "far.csv"), out = join(directory, "far scores.csv");
  await Deno.writeTextFile(far, [...lines, "3e38,-3e38,3e38,3e38,-3e38"].join("\n"));
  const { code, stdout, stderr } = await isthmus(
    ...["score", run.directory, "--data", far, "--out", out, "--threshold", "1e3"],
    "--json",
  );
  assertEquals(code, 0, stderr);
  const { top, flagged } = JSON.parse(stdout);
  assertEquals([top[0], flagged], [{ id: "21", error: null, flag: 1 }, 1]);
  const rows = (await Deno.readTextFile(out)).trim().split("\n");
  assertEquals([rows.length, rows.at(-1)], [22, "21,inf,1"]);
  assert(
    stderr.includes(
      "For 1 of the 21 examples the model gives no finite numbers: their errors are infinite.",
    ),
    stderr,
  );
});
