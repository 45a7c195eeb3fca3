/** Commands on a run of a table: rows in their own units where others have pictures. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { decodeNpy, encodeNpy, readParquet } from "../../src/data/mod.ts";
import { parquetColumns } from "../../src/data/formats/parquet/parquet_columns.ts";
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

Deno.test("encode writes one and the same codes as an array and as tables", async () => {
  await training;
  const path = (name: string) => join(directory, "codes", name);
  const names = ["codes.npy", "codes.csv", "codes.jsonl", "codes.parquet"];
  const ends = await Promise.all(
    names.map((name) => isthmus("encode", run, "--out", path(name))),
  );
  assertEquals(ends.map(({ code }) => code), [0, 0, 0, 0]);
  const [head, ...rows] = await lines(path("codes.csv"));
  assertEquals([head, rows.length], ["code_1,code_2", 12]);
  const codes = (await lines(path("codes.jsonl"))).map((line) => JSON.parse(line).code);
  assertEquals(rows.map(numbers), codes);
  const table = await readParquet(await Deno.readFile(path("codes.parquet")), "codes");
  assertEquals(table.columns, ["code_1", "code_2"]);
  const array = decodeNpy(await Deno.readFile(path("codes.npy")), "codes");
  assertEquals(table.examples.values, array.values);
});

Deno.test("rows in Parquet have the columns of those in CSV", async () => {
  await training;
  const commands = [
    ["reconstruct", run],
    ["generate", run, "--count", "5", "--components", "2"],
    ["score", run, "--columns", "--threshold", "90%"],
  ];
  for (const [name, ...args] of commands) {
    const paths = [".csv", ".parquet"].map((ending) => join(directory, "same", name + ending));
    const ends = await Promise.all(paths.map((out) => isthmus(name, ...args, "--out", out)));
    assertEquals(ends.map(({ code }) => code), [0, 0]);
    const [head, ...rows] = await lines(paths[0]);
    const { columns, read } = parquetColumns(await Deno.readFile(paths[1]), name);
    assertEquals(columns.map(({ name }) => name), head.split(","));
    for (const [at, column] of columns.entries()) {
      (await read(column)).forEach((value, row) =>
        assertAlmostEquals(Number(value), numbers(rows[row])[at], 1e-5 * Math.abs(Number(value)))
      );
    }
  }
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

Deno.test("pictures are named after ids or numbers, each once and within their folder", () => {
  assertEquals(pictureNames(11).slice(9), ["09", "10"]);
  assertEquals(
    pictureNames(7, ["a/1.PNG", "a/1.jpg", "../../b", "/etc/c.png", "x:y?", "..", "A/1.gif"]),
    ["a/1", "a/1-2", "b", "etc/c", "x_y_", "5", "A/1-3"],
  );
});
