/** The retrieval of a run, beside a plain computation of it. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { decodeNpy } from "../../src/data/mod.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const table = join(directory, "kinds.csv"), run = join(directory, "run");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Rows of two kinds around two points of ten values, and a row of zeros. */
const rng = createRng(3);
const rows = Array.from({ length: 120 }, (_, i) => {
  const values = Array.from(
    { length: 10 },
    (_, at) => (i % 2 === at % 2 ? 1 : 0) + rng.normal() / 2,
  );
  return [...values.map((value) => value.toFixed(4)), i % 2 === 0 ? "even" : "odd"].join();
});
const head = [...Array.from({ length: 10 }, (_, i) => `v${i}`), "class"].join();
Deno.writeTextFileSync(table, [head, ...rows].join("\n"));

const trained = isthmus(
  ...["train", "strokes-2", "--data", table, "--out", run, "--epochs", "3"],
  ...["data.scale=standard", "model.codeSize=8", "model.loss=mean-squared-error", "data.test=30"]
    .flatMap((assignment) => ["--set", assignment]),
);

Deno.test("what codes find is what a sort of all their distances finds", async () => {
  const { code, stderr } = await trained;
  assertEquals(code, 0, stderr);
  const chart = join(directory, "curve.html");
  const { stdout } = await isthmus("retrieval", run, "--json", "--out", chart);
  const found = JSON.parse(stdout);
  const names = found.ways.map(({ name }: { name: string }) => name);
  assertEquals(names, [
    "codes of 8 values, cosine",
    "codes of 8 values, cosine, the first 100 sorted by inputs",
    "bits of codes, 8",
    "bits of codes, 8, the first 100 sorted by inputs",
    "bits of codes, 8, asked by codes",
    "bits of codes by ITQ, 8",
    "PCA of 8 values, cosine",
    "bits of PCA of 8 values by ITQ",
    "bits of PCA of 8 values at medians",
    "bits of random hyperplanes, 8",
    ...["inputs, euclidean", "inputs, cosine", "inputs less the mean of each, cosine"],
  ]);
  assertEquals([found.queries, found.split, found.run, found.out], [30, "test", run, chart]);
  const codesOf = async (split: string) => {
    const out = join(directory, `${split}.npy`);
    await isthmus("encode", run, "--split", split, "--out", out);
    const { shape: [count], values } = decodeNpy(await Deno.readFile(out), out);
    return Array.from(
      { length: count },
      (_, i) => Array.from(values.subarray(i * 8, i * 8 + 8), Number),
    );
  };
  const classesOf = async (split: string) => {
    const out = join(directory, `${split}.csv`);
    await isthmus("encode", run, "--split", split, "--out", out);
    const [head, ...lines] = (await Deno.readTextFile(out)).trim().split("\n");
    const at = head.split(",").indexOf("label");
    return lines.map((line) => line.split(",")[at]);
  };
  const items = await codesOf("train"), queries = await codesOf("test");
  const classes = await classesOf("train"), asked = await classesOf("test");
  assertEquals(found.items, items.length);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const cosine = (a: number[], b: number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const rankings = queries.map((query, i) =>
    items.map((item, at) => ({ near: cosine(query, item), isRight: classes[at] === asked[i] }))
      .sort((a, b) => b.near - a.near)
  );
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const precision = (ranking: typeof rankings[0], rank: number) =>
    mean(ranking.slice(0, rank).map(({ isRight }) => Number(isRight)));
  const average = (ranking: typeof rankings[0]) =>
    mean(ranking.flatMap(({ isRight }, i) => isRight ? [precision(ranking, i + 1)] : []));
  const [way] = found.ways;
  for (const { rank, precision: value } of way.precision) {
    assertAlmostEquals(value, mean(rankings.map((ranking) => precision(ranking, rank))), 1e-6);
  }
  assertAlmostEquals(way.meanAveragePrecision, mean(rankings.map(average)), 1e-6);
  assert(way.meanAveragePrecision > 0.6, `${way.meanAveragePrecision}`);
  assertEquals(way.curve.at(-1).recall, 1);
  assertMatch(await Deno.readTextFile(chart), /<svg[^]*recall[^]*precision[^]*codes of 8 values/);
});

Deno.test("fewer queries and another distance are as asked, and wrong ones are refused", async () => {
  await trained;
  const some = await isthmus("retrieval", run, "--queries", "5", "--metric", "euclidean");
  assertMatch(
    some.stdout,
    /^5 queries, \d+ items +P@1 +P@10 +P@100 +mAP +mAP@1000\ncodes of 8 values, euclidean/,
  );
  assertMatch(some.stderr, /A bit of a code is whether its value is above 0/);
  const held = await isthmus("retrieval", run, "--split", "validation", "--sizes", "2,3");
  assertMatch(
    held.stdout,
    /^\d queries,[^]*\nPCA of 2 values, cosine +[01][^]*\nPCA of 3 values, cosine/,
  );
  const all = await isthmus("retrieval", run, "--shortlist", "1000", "--json");
  const ways = JSON.parse(all.stdout).ways.map(({ name: _, ...figures }: { name: string }) =>
    figures
  );
  // A shortlist of all is sorted by the inputs alone.
  assertEquals([ways[1], ways[3]], [ways.at(-2), ways.at(-2)]);
  const wrong = await isthmus("retrieval", run, "--metric", "taxi");
  assertEquals(wrong.code, 2);
  const sizes = await isthmus("retrieval", run, "--sizes", "2;3");
  assertMatch(
    sizes.stderr,
    /^Cannot use --sizes 2;3: expected whole numbers from 1 up with commas/,
  );
  const words = await isthmus("retrieval", run, "--words", "3");
  assertMatch(words.stderr, /^Cannot ask .* by few words: .*kinds.csv is no data of texts\n$/);
  const plain = join(directory, "plain");
  await isthmus(
    ...["train", "strokes-2", "--data", table, "--out", plain, "--epochs", "1", "--set"],
    ...["data.scale=standard", "--set", "model.loss=mean-squared-error", "--label-column", "none"],
    ...["--set", 'data.columns={"leave":["class"]}'],
  );
  const unlabelled = await isthmus("retrieval", plain);
  assertMatch(unlabelled.stderr, /^Cannot measure what .* finds: .* has no labels to judge by\n$/);
});
