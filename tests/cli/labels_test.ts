/** Classifiers of few labels by all ways, on a run of points in a table. */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { type Examples, wholeBatch } from "../../src/data/mod.ts";
import { parseClassifierRecipe } from "../../src/recipes/mod.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { compareLabels } from "../../src/workflows/classifier/compare_labels.ts";
import { USUAL_WAYS } from "../../src/workflows/classifier/label_ways.ts";
import { chooseLabels } from "../../src/workflows/classifier/plan_classifier.ts";
import "../start_backend.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run"), table = join(directory, "points.csv");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Two kinds of points that overlap. */
const rng = createRng(8);
const lines = Array.from({ length: 300 }, (_, i) => {
  const corner = i % 2 === 0 ? [0.3, 0.7, 0.4] : [0.7, 0.3, 0.6];
  const values = corner.map((value) => (value + 0.3 * rng.normal()).toFixed(4));
  return `${values.join()},${i % 2 === 0 ? "cat" : "dog"}`;
});
await Deno.writeTextFile(table, ["a,b,c,label", ...lines].join("\n"));
await isthmus(
  "train",
  ...["strokes-2", "--data", table, "--out", run, "--epochs", "3", "--batch-size", "10"],
  ...["model.nodes=[8]", "model.loss=mean-squared-error", "data.scale=standard"]
    .flatMap((assignment) => ["--set", assignment]),
);

const FEW = ["--seeds", "2", "--set", "training.epochs=10"];

/** The errors of all ways, of 4, 40 and all labels. */
const first = await isthmus("labels", run, "--labels", "4,40,all", ...FEW, "--json");

interface Row {
  readonly labels: number;
  readonly errors: Readonly<Record<string, readonly number[]>>;
}

/** The share of rows whose nearest other is of another class, by a loop over all pairs. */
function plainError(
  known: Float32Array,
  asked: Float32Array,
  few: Examples,
  test: Examples,
): number {
  const size = known.length / few.count;
  let wrong = 0;
  for (let row = 0; row < test.count; row++) {
    const distances = Array.from({ length: few.count }, (_, other) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (known[other * size + i] - asked[row * size + i]) ** 2;
      return sum;
    });
    const nearest = distances.indexOf(Math.min(...distances));
    wrong += Number(few.labels![nearest] !== test.labels![row]);
  }
  return wrong / test.count;
}

Deno.test("labels compares all ways, over as many seeds, and leaves the run as it is", async () => {
  assertEquals(first.code, 0, first.stderr);
  const { rows, examples, seeds }: { rows: Row[]; examples: number; seeds: number } = JSON.parse(
    first.stdout,
  );
  const { train, test } = await readRunData(await openRun(run));
  assertEquals([examples, seeds], [test.count, 2]);
  assertEquals(rows.map(({ labels }) => labels), [4, 40, train.count]);
  for (const { errors } of rows) {
    assertEquals(Object.keys(errors), USUAL_WAYS);
    for (const shares of Object.values(errors)) {
      assertEquals(shares.length, 2);
      for (const share of shares) assert(share >= 0 && share <= 1);
    }
  }
  assertEquals(first.stderr.match(/% wrong/g)?.length, 3 * 2 * USUAL_WAYS.length);
  assert(![...Deno.readDirSync(run)].some(({ name }) => /classifier|labels/.test(name)));
});

Deno.test("the errors of nearest neighbours are those of a loop, by inputs and by codes", async () => {
  const { rows }: { rows: Row[] } = JSON.parse(first.stdout);
  const data = await readRunData(await openRun(run)), { test } = data;
  const autoencoder = await loadRun(run);
  for (const { labels, errors } of rows) {
    for (const [seed, found] of errors["inputs-1-nn"].entries()) {
      const recipe = { seed, ...(labels < data.train.count && { labels }) };
      const { labelled: few } = chooseLabels(data, recipe, run);
      const [known, asked] = [wholeBatch(few), wholeBatch(test)];
      assertAlmostEquals(found, plainError(known.values, asked.values, few, test), 1e-12);
      const [codes, others] = [await autoencoder.encode(known), await autoencoder.encode(asked)];
      const expected = plainError(codes.values, others.values, few, test);
      assertAlmostEquals(errors["codes-1-nn"][seed], expected, 1e-12);
    }
  }
  await autoencoder.dispose();
});

Deno.test("a network is the same whatever other ways, counts and seeds there are", async () => {
  const { rows }: { rows: Row[] } = JSON.parse(first.stdout);
  const again = await compareLabels(
    await openRun(run),
    parseClassifierRecipe({ training: { epochs: 10 } }),
    { labels: [40], seeds: 1, ways: ["frozen", "random"], onDone: () => {} },
  );
  const { frozen, random } = rows[1].errors;
  assertEquals(again.rows, [{
    labels: 40,
    errors: { frozen: frozen.slice(0, 1), random: random.slice(0, 1) },
  }]);
  assertEquals([...again.titles.values()], ["frozen", "random"]);
});

Deno.test("labels goes on from its file, and refuses one of other classifiers", async () => {
  const file = join(directory, "new", "errors.json"), chart = join(directory, "errors.svg");
  const ways = ["--ways", "inputs-1-nn,frozen,inputs-logistic"];
  const begun = await isthmus("labels", run, "--labels", "4", ...FEW, ...ways, "--out", file);
  assertEquals(begun.code, 0, begun.stderr);
  assertMatch(begun.stdout, /^labels +inputs: logistic +inputs: 1-NN +frozen\n4 /);
  const kept = JSON.parse(await Deno.readTextFile(file));
  assertEquals(kept.errors.length, 6);
  const outs = ["--out", file, "--out", chart, "--json"];
  const then = await isthmus("labels", run, "--labels", "4,40", ...FEW, ...ways, ...outs);
  assertEquals(then.stderr.match(/^40 labels.*% wrong$/gm)?.length, 6);
  assert(!/^4 labels/m.test(then.stderr));
  const { rows }: { rows: Row[] } = JSON.parse(then.stdout);
  const all: { rows: Row[] } = JSON.parse(first.stdout);
  for (const [i, { errors }] of rows.entries()) {
    for (const [way, shares] of Object.entries(errors)) {
      assertEquals(shares, all.rows[i].errors[way]);
    }
  }
  const grown = JSON.parse(await Deno.readTextFile(file));
  assertEquals([grown.of, grown.errors.slice(0, 6), grown.errors.length], [
    kept.of,
    kept.errors,
    12,
  ]);
  const svg = await Deno.readTextFile(chart);
  for (const text of [">inputs: logistic<", ">labelled examples<", "<svg"]) {
    assertStringIncludes(svg, text);
  }
  const other = await isthmus(
    "labels",
    run,
    ...["--labels", "4", "--set", "training.epochs=11", "--out", file],
  );
  assertEquals(other.code, 1);
  assertMatch(
    other.stderr,
    /Cannot go on with .*: its errors are of classifiers that were trained otherwise/,
  );
  assertEquals(JSON.parse(await Deno.readTextFile(file)), grown);
});

Deno.test("labels refuses ways, endings and numbers of labels before it begins", async () => {
  const sentences: [string[], number, RegExp][] = [
    [["--labels", "many"], 2, /Cannot use --labels many: expected whole numbers from 2 up, or all/],
    [
      ["--ways", "frozen,thawed"],
      2,
      /Cannot use --ways frozen,thawed: expected some of inputs-log/,
    ],
    [["--out", "errors.png"], 2, /Cannot write errors.png: expected .*\.svg, \.html or \.json/],
    [["--out", "a.json", "--out", "b.json"], 2, /expected one file of errors/],
    [
      ["--labels", "4,5000"],
      1,
      /Cannot choose 5000 labelled examples of .*: it has \d+ to train on/,
    ],
  ];
  for (const [args, code, sentence] of sentences) {
    const ended = await isthmus("labels", run, ...args);
    assertEquals(ended.code, code);
    assertMatch(ended.stderr, sentence);
    assert(!ended.stderr.includes("wrong"));
  }
});

Deno.test("a way that a run has not is refused before any classifier is trained", async () => {
  const ways = ["--ways", "frozen,ladder", "--set", "headEpochs=1"];
  const { code, stderr } = await isthmus("labels", run, "--labels", "4", ...FEW, ...ways);
  assertEquals(code, 1);
  assertMatch(stderr, /^Cannot .*ladder/m);
  assert(!stderr.includes("% wrong"), stderr);
});
