/** Commands on a run of a table: rows in their own units where others have pictures. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { encodeNpy } from "../../src/data/mod.ts";
import { shortNumber, writeCsv } from "../../src/cli/console/write_csv.ts";
import { pictureNames } from "../../src/cli/console/write_pictures.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run"), table = join(directory, "table.npy");

/** Rows of a number below 1, its thousandfold and what both are near. */
function writeTable(): void {
  const rng = createRng(7), values = new Float32Array(120 * 3);
  for (let row = 0; row < 120; row++) {
    const [a, b] = [rng.uniform(), rng.uniform()];
    values.set([a, 1000 * b, a + b], row * 3);
  }
  Deno.writeFileSync(table, encodeNpy({ shape: [120, 3], values }));
}

writeTable();
const training = isthmus(
  "train",
  ...["--data", table, "--epochs", "2", "--batch-size", "20", "--out", run],
  ...[
    "data.scale=standard",
    "model.nodes=[8]",
    "model.codeSize=2",
    "model.loss=mean-squared-error",
  ].flatMap((assignment) => ["--set", assignment]),
);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const lines = async (path: string) => (await Deno.readTextFile(path)).trimEnd().split("\n");
const numbers = (line: string) => line.split(",").map(Number);

Deno.test("reconstruct writes each row beside its reconstruction, in the units of the table", async () => {
  await training;
  const out = join(directory, "made/here/rows.csv");
  const { code, stdout } = await isthmus("reconstruct", run, "--out", out, "--json");
  assertEquals([code, JSON.parse(stdout)], [0, {
    run,
    out,
    count: 12,
    methods: ["autoencoder"],
  }]);
  const [head, ...rows] = await lines(out);
  const name = (i: number) => `value ${i},value ${i} (reconstructed)`;
  assertEquals(head, [1, 2, 3].map(name).join(","));
  const { test, preparation } = await readRunData(await openRun(run));
  await using autoencoder = await loadRun(run);
  const input = { shape: [12, 3], values: test.values as Float32Array<ArrayBuffer> };
  const { values } = await autoencoder.reconstruct(input);
  const { scaling } = preparation!;
  const unit = (value: number, i: number) => value * scaling!.factor[i] + scaling!.offset[i];
  rows.map(numbers).forEach((cells, row) => {
    for (let i = 0; i < 3; i++) {
      assertAlmostEquals(cells[2 * i], unit(input.values[row * 3 + i], i), 1e-3);
      assertAlmostEquals(cells[2 * i + 1], unit(values[row * 3 + i], i), 1e-3);
    }
  });
  await isthmus("reconstruct", run, "--out", out, "--count", "2");
  assertEquals((await lines(out)).length, 3);
});

Deno.test("generate writes new rows in the units of the table", async () => {
  await training;
  const out = join(directory, "new/rows.csv");
  const { code } = await isthmus(
    "generate",
    run,
    "--count",
    "5",
    "--components",
    "2",
    "--out",
    out,
  );
  assertEquals(code, 0);
  const [head, ...rows] = await lines(out);
  assertEquals([head, rows.length], ["value 1,value 2,value 3", 5]);
  const means = [0, 1, 2].map((i) => rows.reduce((sum, row) => sum + numbers(row)[i] / 5, 0));
  assert(means[1] > 50 && means[1] < 1500 && Math.abs(means[0]) < 5, String(means));
});

Deno.test("encode writes codes as a table and as JSON lines", async () => {
  await training;
  const paths = ["codes.csv", "codes.jsonl"].map((name) => join(directory, "codes", name));
  for (const out of paths) assertEquals((await isthmus("encode", run, "--out", out)).code, 0);
  const [head, ...rows] = await lines(paths[0]);
  assertEquals([head, rows.length], ["code_1,code_2", 12]);
  const codes = (await lines(paths[1])).map((line) => JSON.parse(line).code);
  assertEquals(rows.map(numbers), codes);
});

Deno.test("commands do not draw what is no picture, and say what there is instead", async () => {
  await training;
  const out = join(directory, "no.png");
  const cases: [args: string[], sentence: RegExp][] = [
    [
      ["reconstruct"],
      /^Cannot draw reconstructions of a table: its rows are no pictures; give --out F/,
    ],
    [["generate"], /^Cannot draw new examples of a table: its rows are no pictures; give --out F/],
    [
      ["interpolate"],
      /^Cannot draw interpolations of a table: .*; "encode --out FILE\.csv" writes/,
    ],
    [
      ["analogy", "--examples", "0,1,2"],
      /^Cannot draw analogies of a table: .*; "encode --out FILE/,
    ],
    [["filters"], /^Cannot draw filters of a table: .*; its weights are in weights\.safetensors/],
    [["tangents"], /^Cannot draw tangents of a table: .*; leave --out away to measure alone/],
  ];
  const ends = cases.map(async ([[name, ...rest], sentence]) => {
    const { code, stdout, stderr } = await isthmus(name, run, ...rest, "--out", out);
    assertEquals([code, stdout], [1, ""]);
    assertMatch(stderr, sentence);
  });
  await Promise.all(ends);
  const folder = await isthmus("reconstruct", run, "--out", join(directory, "folder/"));
  assertMatch(folder.stderr, /^Cannot draw reconstructions of a table/);
  const measured = await isthmus("tangents", run);
  assertMatch(measured.stdout, /norm of the Jacobian/);
});

Deno.test("cells are quoted where they must be, and numbers have the digits that they stand for", async () => {
  const out = join(directory, "cells.csv");
  await writeCsv(out, {
    columns: ["a,b", 'say "x"', " c"],
    rows: [["two\nlines", Math.fround(0.0851), 2 / 3]],
  });
  assertEquals(
    await Deno.readTextFile(out),
    '"a,b","say ""x"""," c"\n"two\nlines",0.0851,0.6666667\n',
  );
  assertEquals([1231597, 0, -1e-7, Math.fround(516766.4)].map(shortNumber), [
    1231597,
    0,
    -1e-7,
    516766.4,
  ]);
});

Deno.test("pictures are named after ids or numbers, each once and within their folder", () => {
  assertEquals(pictureNames(11).slice(9), ["09", "10"]);
  assertEquals(
    pictureNames(7, ["a/1.PNG", "a/1.jpg", "../../b", "/etc/c.png", "x:y?", "..", "A/1.gif"]),
    ["a/1", "a/1-2", "b", "etc/c", "x_y_", "5", "A/1-3"],
  );
});
