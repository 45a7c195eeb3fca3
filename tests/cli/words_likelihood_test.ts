/** The perplexity of a run that is a machine which counts words, beside the exact one. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { boundsByDepth, exactLogPartition, freeEnergy } from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { countsOf } from "../../src/data/mod.ts";
import { machinesOf } from "../../src/pretraining/mod.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import "../start_backend.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const lines = join(directory, "animals.jsonl");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Texts on one of two topics, of two to twenty words; one of none of them. */
const rng = createRng(3), topics = [["ant", "bee", "fly"], ["rose", "oak", "elm"]];
const texts = Array.from({ length: 120 }, (_, i) => {
  const words = Array.from({ length: 2 + rng.integer(19) }, () => topics[i % 2][rng.integer(3)]);
  return { text: words.join(" "), label: i % 2 === 0 ? "insects" : "plants" };
});
texts.push({ text: "!", label: "plants" });
Deno.writeTextFileSync(lines, texts.map((line) => JSON.stringify(line)).join("\n"));

const train = (out: string, ...more: string[]) =>
  isthmus(
    ...["train", "strokes-rbm", "--data", lines, "--out", out],
    ...[
      "model.codeSize=3",
      "model.loss=categorical-cross-entropy",
      "data.binarize=null",
      ...more,
    ].flatMap((assignment) => ["--set", assignment]),
  );

const stages = (more: Record<string, unknown> = {}) =>
  `stages=${
    JSON.stringify([{
      train: "machines",
      visible: "multinomial",
      training: { epochs: 10, batchSize: 10 },
      ...more,
    }])
  }`;

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

Deno.test("the perplexity by sampling is the exact one, and below that of the words alone", async () => {
  const run = join(directory, "run");
  const { code, stderr } = await train(run, stages());
  assertEquals(code, 0, stderr);
  const { stdout } = await isthmus("likelihood", run, "--json", "--temperatures", "300");
  const found = JSON.parse(stdout), opened = await openRun(run);
  const [{ spec, params }] = machinesOf(opened.model.plan, opened.model.params);
  const { test } = await readRunData(opened);
  const some = [...test.lengths!].flatMap((length, i) => length > 0 ? [i] : []);
  const x = countsOf(test), energies = freeEnergy(params, spec, x);
  const exact = Math.exp(
    -mean(some.map((row) => {
      const length = test.lengths![row];
      return (-energies[row] - exactLogPartition(params, spec, { length })) / length;
    })),
  );
  assertEquals([found.texts, found.perplexities.length], [some.length, 1]);
  const [{ units, perplexity: { estimate, low, high } }] = found.perplexities;
  assertEquals(units, [6, 3]);
  assertAlmostEquals(estimate, exact, 0.02 * exact);
  assert(low <= estimate && estimate <= high);
  assertAlmostEquals(found.reversePerplexity, exact, 0.05 * exact);
  assert(found.unigramPerplexity > 5.5 && exact < 4.5, `${found.unigramPerplexity}, ${exact}`);
  const text = await isthmus(
    ...["likelihood", run, "--texts", "3", "--temperatures", "20", "--chains", "5"],
    ...["--reverse", "0"],
  );
  assertMatch(
    text.stdout,
    /^perplexity of 3 test texts, .*\nby the frequency .*\na machine of 6 and 3/,
  );
  assert(!text.stdout.includes("reverse"));
  const refused = await isthmus("likelihood", run, "--out", join(directory, "chart.svg"));
  assertEquals(refused.stderr, "Cannot draw bounds of texts, in words: leave --out out\n");
  const dreams = await isthmus("dreams", run, "--out", join(directory, "dreams.png"));
  assertMatch(dreams.stderr, /^Cannot draw samples of texts: they are no pictures/);
});

Deno.test("a stack on words has a bound for each depth, and its report the words of each class", async () => {
  const run = join(directory, "stack");
  const { code, stderr } = await train(
    run,
    "model.nodes=[4]",
    "model.activation=sigmoid",
    stages({ classes: 2 }),
  );
  assertEquals(code, 0, stderr);
  const report = await Deno.readTextFile(join(run, "report.html"));
  assertMatch(report, /<h2[^>]*>Dreams<[^]*insects[^]*plants[^]*one of each class/);
  const plain = join(directory, "plain");
  await train(plain, "model.nodes=[4]", "model.activation=sigmoid", stages());
  const opened = await openRun(plain);
  const { stdout } = await isthmus("likelihood", plain, "--json", "--temperatures", "500");
  const found = JSON.parse(stdout);
  const machines = machinesOf(opened.model.plan, opened.model.params);
  const { test } = await readRunData(opened), [, top] = machines;
  const some = [...test.lengths!].flatMap((length, i) => length > 0 ? [i] : []);
  const bounds = boundsByDepth(machines, countsOf(test), { rng: createRng(8), samples: 500 })[1];
  const log = exactLogPartition(top.params, top.spec);
  const expected = Math.exp(-mean(some.map((row) => (bounds[row] - log) / test.lengths![row])));
  assertEquals(found.perplexities[1].units, [4, 3]);
  assertAlmostEquals(found.perplexities[1].perplexity.estimate, expected, 0.05 * expected);
  assertEquals(found.reversePerplexity, undefined);
});
