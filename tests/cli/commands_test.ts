import * as ort from "onnxruntime-node";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { decode } from "fast-png";
import { decodeSafetensors } from "../../src/core/safetensors.ts";
import { decodeNpy } from "../../src/core/npy/npy.ts";
import { REQUESTED_FILES, RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "./isthmus.ts";

const directory = await Deno.makeTempDir();
const run = join(directory, "run");

/** A training of a small model, once for all tests of this file. */
const training = isthmus(
  "train",
  ...["--epochs", "2", "--batch-size", "50", "--seed", "5", "--out", run, "--json"],
  ...["data.count=600", "data.validation=60", "model.nodes=[32]", "model.codeSize=4"]
    .flatMap((assignment) => ["--set", assignment]),
);

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

async function sha256(path: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
  return new Uint8Array(digest).toHex();
}

/** The files of a run whose codes are dense. */
const DENSE_FILES = Object.values(RUN_FILES)
  .filter((path) => ![RUN_FILES.thresholdEncoder, ...REQUESTED_FILES].includes(path));

Deno.test("train tells its progress on stderr, and its result as one JSON object on stdout", async () => {
  const { code, stdout, stderr } = await training;
  assertEquals(code, 0, stderr);
  const result = JSON.parse(stdout);
  assertEquals(Object.keys(result), ["run", "bestEpoch", "evaluation"]);
  assertEquals(result.run, run);
  const { evaluation } = result, { parity, seconds } = evaluation;
  assert(parity.code < 1e-5 && parity.reconstruction < 1e-5 && seconds > 0);
  const written = await Deno.readTextFile(join(run, RUN_FILES.evaluation));
  assertEquals(evaluation, JSON.parse(written));
  const lines = stderr.trim().split("\n");
  assertEquals(lines.length, 8);
  const { kernels, threads } = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.config)));
  assertEquals(
    lines[0],
    `Training strokes-deep into ${run}: 540 examples of strokes, 51284 parameters, ` +
      `${kernels.build} kernels${threads.count > 1 ? ` on ${threads.count} threads` : ""}`,
  );
  assert(
    /^epoch {3}1 {2}loss 0\.\d+ {2}validation 0\.\d+ {2}squared error \d+\.\d+/.test(lines[1]),
  );
  assertEquals(lines.slice(3), [
    "Exporting to ONNX …",
    "Measuring the errors for thresholds …",
    "Measuring PCA …",
    "Measuring the test error …",
    "Writing the report …",
  ]);
});

Deno.test("a run folder holds every file and no other, and its manifest is true", async () => {
  await training;
  const found: string[] = [];
  for (const folder of ["", "onnx/"]) {
    for (const { name, isFile } of Deno.readDirSync(join(run, folder))) {
      if (isFile) found.push(folder + name);
    }
  }
  assertEquals(found.sort(), [".lock", ...DENSE_FILES].sort());
  const { files } = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.manifest)));
  assertEquals(
    Object.keys(files).sort(),
    DENSE_FILES.filter((path) => path !== RUN_FILES.manifest).sort(),
  );
  for (const [path, { bytes, sha256: hash }] of Object.entries<Record<string, unknown>>(files)) {
    assertEquals([(await Deno.stat(join(run, path))).size, await sha256(join(run, path))], [
      bytes,
      hash,
    ]);
  }
});

Deno.test("a run folder says what was trained: recipe, data, seed, kernels, versions, metrics", async () => {
  await training;
  const config = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.config)));
  const { epochs, batchSize } = config.recipe.training;
  assertEquals([config.recipe.seed, epochs, batchSize], [5, 2, 50]);
  assertEquals([config.data.train, config.data.validation], [540, 60]);
  assertEquals(config.versions.deno, Deno.version.deno);
  assertEquals(config.versions.onnxruntime, ort.env.versions.node);
  assert(/^[0-9a-f]{64}$/.test(config.data.sha256) && /^[0-9a-f]{64}$/.test(config.kernels.sha256));
  const lines = (await Deno.readTextFile(join(run, RUN_FILES.metrics))).trim().split("\n");
  assertEquals(lines.map((line) => JSON.parse(line)).map(({ epoch, step }) => [epoch, step]), [
    [1, 11],
    [2, 22],
  ]);
  const weights = decodeSafetensors(await Deno.readFile(join(run, RUN_FILES.weights)), "weights");
  assertEquals(weights.metadata.recipe, "strokes-deep");
  assertEquals(weights.tensors["encoder.1.weight"].shape, [784, 32]);
  const preprocessor = JSON.parse(await Deno.readTextFile(join(run, RUN_FILES.preprocessor)));
  assertEquals(preprocessor, {
    kind: "image",
    inputShape: [28, 28, 1],
    bytesScale: 1 / 255,
    numbers: "bytes",
  });
});

Deno.test("evaluate prints what train measured, and a table for people", async () => {
  const { seconds: _, parity: __, ...evaluation } = JSON.parse((await training).stdout).evaluation;
  const [json, table] = await Promise.all([
    isthmus("evaluate", run, "--json"),
    isthmus("evaluate", run),
  ]);
  assertEquals([json.code, table.code, json.stderr], [0, 0, ""]);
  const { autoencoder, test, model } = evaluation;
  assertEquals(JSON.parse(json.stdout), { run, ...evaluation });
  assertEquals([test, model], [2000, { codeShape: [4], parameters: 51284 }]);
  assertAlmostEquals(autoencoder.squaredError / 784, autoencoder.meanSquaredError, 1e-9);
  assert(table.stdout.includes(autoencoder.squaredError.toFixed(3)));
  assert(table.stdout.includes("PCA, 4 components"));
});

Deno.test("encode writes codes that NumPy's format holds, one for each example", async () => {
  const { squaredError } = JSON.parse((await training).stdout).evaluation.autoencoder;
  const out = join(directory, "codes.npy");
  const { code, stdout } = await isthmus("encode", run, "--out", out, "--json");
  assertEquals([code, JSON.parse(stdout)], [0, { run, out, shape: [2000, 4] }]);
  const codes = decodeNpy(await Deno.readFile(out), out);
  assertEquals(codes.shape, [2000, 4]);
  assert(new Set(codes.values).size > 4000 && squaredError > 0);
});

Deno.test("tangents draws examples beside their directions, and prints how strongly codes answer", async () => {
  await training;
  const out = join(directory, "tangents.png");
  const draw = (...args: string[]) => isthmus("tangents", run, "--out", out, ...args);
  const [json, table, refused] = await Promise.all([
    draw("--count", "3", "--directions", "2", "--beside", run, "--json"),
    isthmus("tangents", run, "--out", join(directory, "other.png")),
    isthmus("tangents", run, "--out", join(directory, "none.png"), "--directions", "5"),
  ]);
  assertEquals([json.code, json.stderr], [0, ""]);
  const { beside, ...own } = JSON.parse(json.stdout);
  const { norm, squaredNorm, singularValues, examples } = own;
  assertEquals(beside, [{ run, examples, norm, squaredNorm, singularValues }]);
  assertEquals([own.count, own.directions, examples, singularValues.length], [3, 2, 500, 4]);
  assert(squaredNorm >= norm ** 2 && norm > singularValues[0] && singularValues[3] > 0);
  const png = decode(await Deno.readFile(out));
  assertEquals([png.width, png.height], [2 * (3 * 28 + 4), 2 * (3 * 28 + 4)]);
  assert(table.stdout.includes(norm.toPrecision(4)), table.stdout);
  assert(table.stdout.startsWith("Drew 10 examples and 4 tangent directions of each to "));
  assertEquals([refused.code, refused.stderr], [
    1,
    "Cannot take 5 tangent directions of a Jacobian [4, 784]: it has 4\n",
  ]);
});

Deno.test("export, twice, leaves the bytes that training left, and a true manifest", async () => {
  await training;
  const paths = [
    RUN_FILES.model,
    RUN_FILES.encoder,
    RUN_FILES.decoder,
    RUN_FILES.generation,
    RUN_FILES.codeSpace,
    RUN_FILES.manifest,
  ];
  const hashes = () => Promise.all(paths.map((path) => sha256(join(run, path))));
  const before = await hashes();
  for (let time = 0; time < 2; time++) {
    const { code, stdout } = await isthmus("export", run, "--json");
    assertEquals(code, 0);
    assertEquals(JSON.parse(stdout).files, paths.slice(0, -1));
    assertEquals(await hashes(), before);
  }
});

Deno.test("train refuses a folder that is not empty, and changes nothing in it", async () => {
  await training;
  const stamp = () => DENSE_FILES.map((path) => Deno.statSync(join(run, path)).mtime?.getTime());
  const before = stamp();
  const { code, stdout, stderr } = await isthmus("train", "--out", run);
  assertEquals([code, stdout, stderr], [
    1,
    "",
    `Cannot train into ${run}: it is not empty; choose another --out, or --resume ${run}\n`,
  ]);
  assertEquals(stamp(), before);
});

Deno.test("resuming a finished run leaves the same weights", async () => {
  await training;
  const before = await sha256(join(run, RUN_FILES.weights));
  const { code, stderr } = await isthmus("train", "--resume", run);
  const start = `Going on with strokes-deep in ${run}, after the last step, 22: `;
  assertEquals([code, stderr.slice(0, start.length)], [0, start]);
  assertEquals(await sha256(join(run, RUN_FILES.weights)), before);
});

Deno.test("recipes and data list what there is", async () => {
  const [recipes, data] = await Promise.all([
    isthmus("recipes", "--json"),
    isthmus("data", "--json"),
  ]);
  const names = (text: string, key: string) =>
    JSON.parse(text)[key].map(({ name }: { name: string }) => name);
  assertEquals(names(recipes.stdout, "recipes").includes("strokes-deep"), true);
  assertEquals(names(data.stdout, "data").slice(0, 3), ["strokes", "documents", "mnist"]);
  assertEquals([recipes.code, data.code], [0, 0]);
});
