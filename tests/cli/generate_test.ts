/** New images from a run with a code of two values. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { decode } from "fast-png";
import { type Examples, gatherBatch } from "../../src/data/mod.ts";
import { codeGrid, meanCode } from "../../src/generation/mod.ts";
import { encodeImageSheet } from "../../src/plots/png.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { openRun } from "../../src/runs/open_run.ts";
import { readRunData } from "../../src/runs/run_data.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run");

/** A training of a small model, once for all tests of this file. */
const training = isthmus(
  "train",
  ...["--epochs", "2", "--batch-size", "50", "--out", run],
  ...["data.count=400", "data.validation=40", "model.nodes=[32]", "model.codeSize=2"]
    .flatMap((assignment) => ["--set", assignment]),
);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** The output of a command with `--json`, and the picture that it draws. */
async function draw(...args: string[]) {
  await training;
  const out = join(directory, `${crypto.randomUUID()}.png`);
  const [name, ...rest] = args;
  const { code, stdout, stderr } = await isthmus(name, run, ...rest, "--out", out, "--json");
  assertEquals([code, stderr], [0, ""]);
  const { run: from, out: to, ...json } = JSON.parse(stdout);
  assertEquals([from, to], [run, out]);
  return { json, png: await Deno.readFile(out) };
}

/** The picture of images [28, 28, 1] in columns, as commands draw it. */
function sheet(images: Float32Array, columns: number) {
  return encodeImageSheet({ images, shape: [28, 28, 1], columns, gap: 2, scale: 2 });
}

/** Examples of a data set by their numbers, one after the other. */
function pick(examples: Examples, indices: number[]) {
  return { shape: [indices.length, 28, 28, 1], values: gatherBatch(examples, indices) };
}

function join32(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

Deno.test("generate draws as many images as asked, the same ones for one seed", async () => {
  const options = ["--count", "6", "--components", "3", "--seed", "4"];
  const [first, again, other, normal] = await Promise.all([
    draw("generate", ...options),
    draw("generate", ...options),
    draw("generate", ...options.slice(0, 5), "5"),
    draw("generate", "--count", "6", "--from", "normal"),
  ]);
  const { count, from, components, covariance, logLikelihood } = first.json;
  assertEquals([count, from, components, covariance], [6, "mixture", 3, "full"]);
  assert(Number.isFinite(logLikelihood));
  assertEquals(first.png, again.png);
  assert(String(first.png) !== String(other.png) && String(first.png) !== String(normal.png));
  // Three columns of two rows, 28 pixels drawn by 2 each, a gap of 2 drawn by as many.
  const { width, height } = decode(first.png);
  assertEquals([width, height], [176, 116]);
  assertEquals(normal.json, { count: 6, from: "normal" });
});

Deno.test("generate --grid draws what the decoder makes of a rectangle of codes", async () => {
  const { json, png } = await draw("generate", "--grid", "3x2", "--range=-1,2");
  const range = [[-1, 2], [-1, 2]] as const;
  assertEquals(json, { count: 6, grid: [3, 2], range });
  await using autoencoder = await loadRun(run);
  const { values } = await autoencoder.decode(codeGrid({ columns: 3, rows: 2, range }));
  assertEquals(png, sheet(values, 3));
  const shares = await draw("generate", "--grid", "3x2", "--from", "normal");
  const grid = codeGrid({ columns: 3, rows: 2, quantiles: true });
  assertEquals(shares.png, sheet((await autoencoder.decode(grid)).values, 3));
  const fitted = (await draw("generate", "--grid", "3x2")).json.range;
  assert(fitted[0][0] < fitted[0][1] && fitted[1][0] < fitted[1][1]);
});

Deno.test("interpolate draws both originals, and the mean of their codes in the middle", async () => {
  const { json, png } = await draw("interpolate", "--examples", "3,8", "--steps", "3");
  assertEquals(json, { pairs: [[3, 8]], steps: 3, path: "linear" });
  const { test } = await readRunData(await openRun(run));
  await using autoencoder = await loadRun(run);
  const originals = pick(test, [3, 8]);
  const codes = await autoencoder.encode(originals);
  const ends = (await autoencoder.decode(codes)).values;
  const middle = (await autoencoder.decode(meanCode(codes))).values;
  const [a, b] = [originals.values, ends].map((
    both,
  ) => [both.subarray(0, 784), both.subarray(784)]);
  assertEquals(png, sheet(join32(a[0], b[0], middle, b[1], a[1]), 5));
});

Deno.test("interpolate goes between the classes that are chosen, or between all", async () => {
  const { test } = await readRunData((await training, await openRun(run)));
  const [chosen, all] = await Promise.all([
    draw("interpolate", "--classes", "3,8", "--path", "spherical"),
    draw("interpolate"),
  ]);
  const labels = (pairs: number[][]) => pairs.map((pair) => pair.map((i) => test.labels![i]));
  assertEquals(labels(chosen.json.pairs), Array(5).fill([3, 8]));
  assertEquals(labels(all.json.pairs), [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]);
  assertEquals([all.json.steps, decode(all.png).width], [9, 11 * 60 - 4]);
});

Deno.test("analogy draws c + (b − a) beside three examples, and growing shares of an attribute", async () => {
  const { json, png } = await draw("analogy", "--examples", "0,1,2");
  assertEquals(json, { examples: [[0, 1, 2]] });
  const { test } = await readRunData(await openRun(run));
  await using autoencoder = await loadRun(run);
  const originals = pick(test, [0, 1, 2]);
  const { values: [ax, ay, bx, by, cx, cy] } = await autoencoder.encode(originals);
  const code = Float32Array.of(cx + (bx - ax), cy + (by - ay));
  const found = await autoencoder.decode({ shape: [1, 2], values: code });
  assertEquals(png, sheet(join32(originals.values, found.values), 4));
  const shares = await draw("analogy", "--classes", "3,8");
  assertEquals(shares.json.examples.map((i: number) => test.labels![i]), Array(8).fill(3));
  const { width, height } = decode(shares.png);
  assertEquals([width, height], [6 * 60 - 4, 8 * 60 - 4]);
});

Deno.test("what the examples do not hold is refused in one sentence", async () => {
  await training;
  const out = ["--out", join(directory, "none.png")];
  const wrongs: [args: string[], sentence: string][] = [
    [
      ["analogy", run, "--classes", "3,11"],
      "Cannot find examples of class 11: expected one of 0, ",
    ],
    [["interpolate", run, "--examples", "0,9999"], "Cannot gather example 9999: expected an index"],
    [
      ["generate", run, "--components", "9999"],
      "Cannot fit 9999 components to 360 codes: expected",
    ],
  ];
  for (const [args, sentence] of wrongs) {
    const { code, stderr } = await isthmus(...args, ...out);
    assertEquals([code, stderr.trim().split("\n").length], [1, 1]);
    assert(stderr.startsWith(sentence), stderr);
  }
});

Deno.test("the report of a run shows what its decoder makes of new codes", async () => {
  await training;
  const html = await Deno.readTextFile(join(run, RUN_FILES.report));
  const titles = [...html.matchAll(/<h[23]>(.*?)<\/h[23]>/g)].map(([, title]) => title);
  assertEquals(titles.slice(titles.indexOf("Generated")).slice(0, 5), [
    "Generated",
    "Drawn at random",
    "The plane of codes",
    "From one class to another",
    "Differences of classes",
  ]);
  for (
    const words of [
      "a mixture of 10 normal distributions, fitted to the codes of 360 training examples",
      'alt="The plane of codes: 256 images"',
      "0 → 1, 2 → 3, 4 → 5, 6 → 7, 8 → 9",
    ]
  ) assert(html.includes(words), words);
});

Deno.test("reconstruct writes a picture of each example into a folder that it makes", async () => {
  await training;
  const out = join(directory, "each/one/");
  const { code, stderr } = await isthmus("reconstruct", run, "--count", "3", "--out", out);
  assertEquals([code, stderr], [0, ""]);
  const names = [...Deno.readDirSync(out)].map(({ name }) => name).sort();
  assertEquals(names, ["0.png", "1.png", "2.png"]);
  const { test } = await readRunData(await openRun(run));
  await using autoencoder = await loadRun(run);
  const { values } = await autoencoder.reconstruct(pick(test, [1]));
  assertEquals(
    await Deno.readFile(join(out, "1.png")),
    encodeImageSheet({ images: values, shape: [28, 28, 1], columns: 1 }),
  );
});

Deno.test("pictures are not written as a table", async () => {
  await training;
  const ends = await Promise.all(
    ["reconstruct", "generate"].map((name) =>
      isthmus(name, run, "--out", join(directory, "no.csv"))
    ),
  );
  assertEquals(ends.map(({ code, stderr }) => [code, stderr]), [
    [1, "Cannot write reconstructions of pictures as a table; give --out FILE.png or --out DIR/\n"],
    [1, "Cannot write new examples of pictures as a table; give --out FILE.png\n"],
  ]);
});

Deno.test("generate of data that are gone draws from what the run keeps of their codes, and says so", async () => {
  const place = join(directory, "moved"), data = join(directory, "machines.csv");
  const rows = Array.from({ length: 60 }, (_, i) => [60 + i % 7, 120 + 3 * i, 5800 + i * i]);
  await Deno.writeTextFile(data, ["temperature,pressure,current", ...rows].join("\n"));
  const sets = ["data.scale=unit", "model.nodes=4", "model.layers=1"]
    .flatMap((set) => ["--set", set]);
  const trained = await isthmus(
    ...["train", "strokes-2", "--data", data, "--epochs", "1", "--out", place, ...sets],
  );
  assertEquals(trained.code, 0, trained.stderr);
  await Deno.remove(data);
  const generate = (...args: string[]) =>
    isthmus("generate", place, "--out", join(directory, "rows.csv"), "--count", "5", ...args);
  const { code, stdout, stderr } = await generate();
  assertEquals(code, 0, stderr);
  assertEquals(
    stderr,
    "Note: The data of the training are gone: codes are like those that code_space.safetensors keeps.\n",
  );
  assert(
    stdout.includes("Wrote 5 rows of codes from a mixture of 10 normal distributions"),
    stdout,
  );
  const lines = (await Deno.readTextFile(join(directory, "rows.csv"))).trim().split("\n");
  assertEquals(lines.length, 6);
  assertEquals(
    lines.slice(1).flatMap((line) => line.split(",").map(Number)).every(Number.isFinite),
    true,
  );
  const grid = await isthmus(
    ...["generate", place, "--out", join(directory, "grid.csv"), "--grid", "3x2", "--json"],
  );
  assertEquals(grid.code, 0, grid.stderr);
  assertEquals(JSON.parse(grid.stdout).count, 6);
  const other = await generate("--components", "3");
  assertEquals(other.code, 1);
  assert(other.stderr.includes("Cannot find the data"), other.stderr);
  assert(other.stderr.includes("or use --from normal"), other.stderr);
});
