/** The likelihood of a run that is a Boltzmann machine, beside the exact one. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { beliefBound, exactLogPartition, freeEnergy } from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { encodeNpy, wholeBatch } from "../../src/data/mod.ts";
import { encodeImageSheet } from "../../src/plots/png.ts";
import { machinesOf } from "../../src/pretraining/mod.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { dreamRun } from "../../src/workflows/belief/dream_run.ts";
import { runLikelihood } from "../../src/workflows/belief/run_likelihood.ts";
import "../start_backend.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run"), table = join(directory, "bits.npy");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Rows of 8 bits of which the second half is the first. */
const rng = createRng(3);
const rows = Array.from({ length: 200 }, () => {
  const half = Array.from({ length: 4 }, () => rng.uniform() < 0.4 ? 1 : 0);
  return [...half, ...half];
});
Deno.writeFileSync(table, encodeNpy({ shape: [200, 8], values: Float32Array.from(rows.flat()) }));

const stage = {
  train: "machines",
  training: { epochs: 6, batchSize: 10, persistent: true },
};
const training = isthmus(
  "train",
  ...["strokes-rbm", "--data", table, "--out", run],
  ...["model.codeSize=4", "data.binarize=null", `stages=${JSON.stringify([stage])}`]
    .flatMap((assignment) => ["--set", assignment]),
);

Deno.test("the likelihood by sampling is the exact one, to a tenth of a nat", async () => {
  const { code, stderr } = await training;
  assertEquals(code, 0, stderr);
  const { stdout } = await isthmus(
    ...["likelihood", run, "--json", "--reverse", "10", "--temperatures", "2000"],
  );
  const found = JSON.parse(stdout);
  const opened = await openRun(run);
  assertEquals(found, { run, ...await runLikelihood(opened, { reverse: 10, temperatures: 2000 }) });
  const [{ spec, params }] = machinesOf(opened.model.plan, opened.model.params);
  const exact = exactLogPartition(params, spec);
  assertAlmostEquals(found.logPartition.estimate, exact, 0.1);
  const { test } = await readRunData(opened);
  const energies = freeEnergy(params, spec, { shape: [20, 8], values: wholeBatch(test).values });
  const mean = -energies.reduce((sum, energy) => sum + energy, 0) / 20 - exact;
  assertEquals([found.examples, found.isDrawn], [20, false]);
  assertAlmostEquals(found.logLikelihood.estimate, mean, 0.1);
  const { low, high, estimate } = found.logLikelihood;
  assert(low <= estimate && estimate <= high);
  assertAlmostEquals(found.reverse.reverseLogLikelihood, found.reverse.logLikelihood, 0.3);
});

Deno.test("a stack has log p of its lowest machine and a bound for each depth above", async () => {
  const deep = join(directory, "stack");
  const { code, stderr } = await isthmus(
    "train",
    ...["strokes-rbm", "--data", table, "--out", deep, "--set", "model.codeSize=8"],
    ...["--set", "model.nodes=[8, 4]", "--set", "model.activation=sigmoid"],
    ...["--set", "data.binarize=null", "--set", `stages=${JSON.stringify([stage])}`],
  );
  assertEquals(code, 0, stderr);
  const opened = await openRun(deep),
    found = await runLikelihood(opened, { samples: 20, temperatures: 2000 });
  if (!("depths" in found)) throw new Error("expected a bound for each depth");
  assertEquals([found.examples, found.samples, found.isDrawn], [20, 20, false]);
  const machines = machinesOf(opened.model.plan, opened.model.params);
  const x = wholeBatch((await readRunData(opened)).test);
  machines.forEach(({ spec, params }, depth) => {
    const logPartition = exactLogPartition(params, spec);
    const { units, logPartition: log, bound } = found.depths[depth];
    assertEquals(units, [[8, 8], [8, 4], [4, 8]][depth]);
    assertAlmostEquals(log.estimate, logPartition, 0.1);
    const expected = beliefBound(machines.slice(0, depth + 1), x, {
      logPartition,
      rng: createRng(5),
      samples: 500,
    }).reduce((sum, value) => sum + value, 0) / 20;
    assertAlmostEquals(bound.estimate, expected, 0.3);
    assert(bound.low < expected && expected < bound.high);
  });
  const chart = join(directory, "bounds", "bound.svg");
  const quick = ["--samples", "2", "--chains", "2", "--temperatures", "50"];
  const text = await isthmus("likelihood", deep, ...quick, "--out", chart);
  assertMatch(await Deno.readTextFile(chart), /^<svg[^]*layers[^]*bound of log p, nats/);
  assertMatch(text.stdout, /log p of 20 test examples, 1 layer .*\n.*machine 2, 8 and 4 units/);
  assertMatch(text.stdout, /lower bound of their log p, 3 layers +-\d/);
  const refused = await isthmus("likelihood", deep, "--reverse", "5");
  assertEquals(refused.stderr, "Cannot anneal back through 3 machines: leave --reverse out\n");
  const single = await isthmus("likelihood", run, "--samples", "5");
  assertMatch(single.stderr, /^Cannot draw the hidden units of one machine: /);
  const alone = await isthmus("likelihood", run, "--out", chart);
  assertMatch(alone.stderr, /^Cannot draw what each layer adds of one machine: it has but one/);
  const wrong = await isthmus("likelihood", deep, "--out", "bound.png");
  assertEquals(wrong.code, 2);
});

Deno.test("dreams of a stack are a sheet of its samples, from random states and from test examples", async () => {
  const digits = join(directory, "digits"), out = join(directory, "sheets", "dreams.png");
  const { code, stderr } = await isthmus(
    "train",
    ...["strokes-rbm", "--out", digits, "--set", "data.count=300", "--set", "model.codeSize=20"],
    ...["--set", "model.nodes=[30]", "--set", "model.activation=sigmoid"],
    ...["--set", `stages=${JSON.stringify([stage])}`],
  );
  assertEquals(code, 0, stderr);
  const opened = await openRun(digits);
  const machines = [[784, 30], [30, 20]];
  for (const from of ["random", "data"] as const) {
    const { stdout } = await isthmus(
      ...["dreams", digits, "--count", "7", "--steps", "20", "--from", from, "--seed", "3"],
      ...["--out", out, "--json"],
    );
    assertEquals(JSON.parse(stdout), { run: digits, out, count: 7, steps: 20, from, machines });
    const { values } = await dreamRun(opened, { count: 7, steps: 20, from, seed: 3 });
    const sheet = { images: values, shape: [28, 28, 1], columns: 3, gap: 2, scale: 2 };
    assertEquals(await Deno.readFile(out), encodeImageSheet(sheet));
  }
  const many = await isthmus("dreams", digits, "--count", "9999", "--from", "data", "--out", out);
  assertMatch(
    many.stderr,
    /^Cannot start 9999 chains at test examples: there are \d+, give --count/,
  );
  await training;
  const rows = await isthmus("dreams", run, "--out", out);
  assertMatch(
    rows.stderr,
    /^Cannot draw samples of a table: its rows are no pictures; sampleBelief/,
  );
});

Deno.test("a model that is no machine is refused in one sentence", async () => {
  const deep = join(directory, "deep");
  await isthmus(
    "train",
    ...["strokes-rbm", "--data", table, "--out", deep, "--epochs", "1"],
    ...["--set", "stages=null", "--set", "data.binarize=null"],
  );
  const { code, stderr } = await isthmus("likelihood", deep);
  assertEquals(code, 1);
  assertMatch(
    stderr,
    /^Cannot take this model for a stack of Boltzmann machines: .* training.epochs is 0\n$/,
  );
});

Deno.test("no epochs, no stages and no classifier are wrong usage", async () => {
  const { code, stderr } = await isthmus("train", "strokes-rbm", "--set", "stages=null");
  assertEquals(code, 2);
  assertMatch(
    stderr,
    /training.epochs is 0 and there are neither stages nor a classifier, so that nothing would be/,
  );
});
