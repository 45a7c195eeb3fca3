/** A classifier on the encoder of a run: trained from few labels, exported, and asked. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import { createRng } from "../../src/core/rng.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { parseClassifierRecipe } from "../../src/recipes/mod.ts";
import { readClassifierRecord } from "../../src/runs/classifier_record.ts";
import { loadRunClassifier } from "../../src/runs/load_run_classifier.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { addClassifierToRun } from "../../src/workflows/classifier/add_classifier.ts";
import "../start_backend.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run"), table = join(directory, "points.csv");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Two kinds of points, each about a corner of its own. */
const rng = createRng(6);
const lines = Array.from({ length: 300 }, (_, i) => {
  const isCat = i % 2 === 0, corner = isCat ? [0.2, 0.8, 0.1] : [0.8, 0.1, 0.9];
  const values = corner.map((value) => (value + 0.1 * rng.normal()).toFixed(4));
  return `p${i},${values.join()},${isCat ? "cat" : "dog"}`;
});
await Deno.writeTextFile(table, ["id,a,b,c,label", ...lines].join("\n"));

const training = isthmus(
  "train",
  ...["strokes-2", "--data", table, "--out", run, "--epochs", "5", "--batch-size", "10"],
  ...["model.nodes=[8]", "model.loss=mean-squared-error", "data.scale=standard"]
    .flatMap((assignment) => ["--set", assignment]),
);

Deno.test("a classifier of few labels is trained, measured and written beside the run", async () => {
  await training;
  const before = await Deno.readFile(join(run, RUN_FILES.encoder));
  const { code, stdout, stderr } = await isthmus(
    "classifier",
    run,
    ...["--labels", "20", "--epochs", "60", "--set", "training.optimizer.learningRate=0.004"],
    "--json",
  );
  assertEquals(code, 0, stderr);
  const record = JSON.parse(stdout);
  assertEquals([record.train, record.validation, record.classes], [16, 4, ["cat", "dog"]]);
  assertEquals(record.recipe.training.epochs, 60);
  assertEquals([
    record.recipe.training.optimizer.type,
    record.recipe.training.optimizer.learningRate,
  ], [
    "adam",
    0.004,
  ]);
  const { confusion, accuracy, examples } = record.test;
  assertEquals(confusion.flat().reduce((a: number, b: number) => a + b), examples);
  assertAlmostEquals(accuracy, (confusion[0][0] + confusion[1][1]) / examples, 1e-12);
  assertEquals(record.test.mistakes.length, examples - confusion[0][0] - confusion[1][1]);
  assert(record.parity < 1e-5);
  assertEquals({ run, ...await readClassifierRecord(run) }, record);
  assertEquals(await Deno.readFile(join(run, RUN_FILES.encoder)), before);
  const manifest = await Deno.readTextFile(join(run, RUN_FILES.manifest));
  assert(manifest.includes(RUN_FILES.classifier) && manifest.includes(RUN_FILES.classifierRecord));
});

Deno.test("one seed trains one classifier, a frozen encoder is that of the run", async () => {
  await training;
  const opened = await openRun(run);
  const train = (more: Record<string, unknown>) =>
    addClassifierToRun(opened, parseClassifierRecipe({ labels: 20, ...more }), { show: () => {} });
  const bytes = () => Deno.readFile(join(run, RUN_FILES.classifier));
  await train({});
  const first = await bytes();
  await train({});
  assertEquals(await bytes(), first);
  await train({ training: { frozen: ["encoder"] } });
  const session = await ort.InferenceSession.create(await bytes());
  assertEquals(session.outputNames, ["probabilities"]);
  await session.release();
});

Deno.test("the most confident mistakes are named, by their rows in the data", async () => {
  await training;
  const opened = await openRun(run);
  // Next to nothing is learnt.
  const optimizer = { type: "sgd", learningRate: 1e-9 };
  const recipe = parseClassifierRecipe({ labels: 20, training: { epochs: 1, optimizer } });
  const trained = await addClassifierToRun(opened, recipe, { show: () => {} });
  if (trained.type === "interrupted") throw new Error("nothing interrupts it");
  const { test } = trained.record;
  const wrong = Math.round(test.examples * (1 - test.accuracy)), mistakes = test.mistakes!;
  assert(wrong > 0);
  assertEquals(mistakes.length, Math.min(24, wrong));
  for (const [i, { id, label, put, probability }] of mistakes.entries()) {
    assertEquals(label, Number(id.slice(1)) % 2);
    assertEquals(put, 1 - label);
    assert(probability >= 0.5 && !(i > 0 && probability > mistakes[i - 1].probability));
  }
});

Deno.test("classify writes the class of each example, by ids and with probabilities", async () => {
  await training;
  const opened = await openRun(run);
  const recipe = parseClassifierRecipe({ labels: 40 });
  await addClassifierToRun(opened, recipe, { show: () => {} });
  const out = join(directory, "classes.csv");
  const { code, stdout, stderr } = await isthmus(
    "classify",
    run,
    ...["--data", table, "--out", out, "--probabilities", "--json"],
  );
  assertEquals(code, 0, stderr);
  const [head, first, ...rest] = (await Deno.readTextFile(out)).trimEnd().split("\n");
  assertEquals(head, "id,label,class,probability,probability of cat,probability of dog");
  assertEquals(rest.length, 299);
  const [id, label, , probability, cat, dog] = first.split(",");
  assertEquals([id, label], ["p0", "cat"]);
  assertAlmostEquals(Number(cat) + Number(dog), 1, 1e-5);
  assertEquals(Number(probability), Math.max(Number(cat), Number(dog)));
  const { accuracy, counts } = JSON.parse(stdout);
  const right = [first, ...rest].map((line) => line.split(","))
    .filter(([, label, found]) => label === found).length;
  assertAlmostEquals(accuracy, right / 300, 1e-12);
  assertEquals(counts.cat + counts.dog, 300);
  await using classifier = await loadRunClassifier(run);
  assertEquals([classifier.classes, classifier.inputShape], [["cat", "dog"], [3]]);
});

Deno.test("runs without a classifier, data without labels and too few of a class are said", async () => {
  await training;
  const plain = join(directory, "plain"), file = join(directory, "plain.csv");
  await Deno.writeTextFile(
    file,
    ["a,b", ...lines.map((line) => line.split(",").slice(1, 3).join())].join("\n"),
  );
  await isthmus(
    "train",
    ...["strokes-2", "--data", file, "--out", plain, "--epochs", "1", "--batch-size", "10"],
    ...["--set", "model.loss=mean-squared-error", "--set", "model.nodes=[4]"],
  );
  const sentences: [string[], RegExp][] = [
    [["classify", plain], /has no classifier.json; "classifier .*" trains one/],
    [["classifier", plain], /its data have no labels, train on such as have/],
    [
      ["classifier", run, "--labels", "280"],
      /class \d has \d+, and 140 of it are needed; ask for fewer/,
    ],
    [
      ["classifier", run, "--labels", "2"],
      /a validation of 0.2 takes 0 of 2 labelled examples, .*; set validation=0, or take more/,
    ],
    [["classifier", run, "--set", "head.hidden=none"], /head.hidden/],
  ];
  for (const [args, sentence] of sentences) {
    const { code, stderr } = await isthmus(...args);
    assert(code > 0);
    assertMatch(stderr, sentence);
  }
});
