import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { join } from "@std/path";
import { comparedErrors, comparedSizes } from "../../src/comparison/comparison_figures.ts";
import { comparisonRemarks } from "../../src/comparison/comparison_remarks.ts";
import { readComparedRuns, writeComparison } from "../../src/comparison/compare_runs.ts";
import { differingFields, flattenFields } from "../../src/comparison/differing_fields.ts";
import { nameRuns } from "../../src/comparison/name_runs.ts";
import { chartFromJson } from "../../src/plots/chart_json.ts";
import { curvesOfRuns } from "../../src/report/curves/curves_of_runs.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { isthmus } from "../cli/isthmus.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const SMALL = ["data.count=200", "model.nodes=[8]", "model.codeSize=2", "training.batchSize=50"];

/** Trains strokes into a folder within the directory; gives its path. */
async function train(
  name: string,
  sets: readonly string[],
  recipe = "strokes-deep",
): Promise<string> {
  const out = join(directory, name);
  const assignments = [...SMALL, "training.epochs=2", ...sets].flatMap((set) => ["--set", set]);
  const { code, stderr } = await isthmus("train", recipe, "--out", out, ...assignments);
  assertEquals(code, 0, stderr);
  return out;
}

const [one, squared, machines] = await Promise.all([
  train("one", []),
  train("two/run", ["model.loss=mean-squared-error", "training.optimizer.learningRate=0.01"]),
  train("three/run", ["training.epochs=1", "model.nodes=[8,6]"], "strokes-rbm-deep"),
]);
/** A run whose training ended after its first epoch, as a crash leaves it. */
const unfinished = join(directory, "unfinished");
await Deno.mkdir(unfinished);
for (const file of [RUN_FILES.config, RUN_FILES.metrics]) {
  await Deno.copyFile(join(one, file), join(unfinished, file));
}
const [first] = (await Deno.readTextFile(join(one, RUN_FILES.metrics))).split("\n");
await Deno.writeTextFile(join(unfinished, RUN_FILES.metrics), first + "\n");

const runs = await readComparedRuns([one, squared, machines, unfinished]);

Deno.test("runs are named by the last parts of their paths that tell them apart", () => {
  assertEquals(runs.map(({ name }) => name), ["one", "two/run", "three/run", "unfinished"]);
  assertEquals(nameRuns(["/x/a/run", "/x/b/run", "/c"]), ["a/run", "b/run", "c"]);
  assertThrows(
    () => nameRuns(["runs/a", "b", "runs/../runs/a/"]),
    TypeError,
    "Cannot compare runs/../runs/a/ with itself: name each run once",
  );
});

Deno.test("the errors of runs are those of their evaluations and of the errors that they keep", () => {
  const errors = Object.fromEntries(comparedErrors(runs).map(({ name, values }) => [name, values]));
  assertEquals(errors.test, runs.map(({ evaluation }) => evaluation?.autoencoder.squaredError));
  // Of an epoch, validation is measured by the trainer, too.
  const best = runs[0].history.find(({ epoch }) => epoch === runs[0].bestEpoch);
  assert(Math.abs(errors.validation[0]! / best!.validationError! - 1) < 1e-4);
  assertEquals(errors.test[3], undefined);
  const sizes = Object.fromEntries(comparedSizes(runs).map(({ name, values }) => [name, values]));
  // 784 values, 8 nodes and 2 of the code, and back.
  assertEquals(sizes.parameters[0], 2 * 784 * 8 + 784 + 2 * 8 + 2 * 8 * 2 + 2);
  assertEquals(
    sizes["bytes of ONNX, encoder"][0],
    Deno.statSync(join(one, RUN_FILES.encoder)).size,
  );
  assertEquals([sizes["best epoch"][3], sizes.epochs], [undefined, [2, 2, 1, 1]]);
});

Deno.test("only fields that differ are in the table, and each value by its whole path", () => {
  const fields = new Map(
    differingFields(runs.slice(0, 2)).map(({ path, values }) => [path, values]),
  );
  assertEquals(Object.fromEntries(fields), {
    "model.loss": ['"binary-cross-entropy"', '"mean-squared-error"'],
    "training.optimizer.learningRate": ["0.002", "0.01"],
  });
  assertEquals(differingFields([runs[0], runs[3]]), []);
  assertEquals(Object.fromEntries(flattenFields({ a: [1, 2], b: [{ c: null }], d: {} })), {
    a: "[1,2]",
    "b.0.c": "null",
    d: "{}",
  });
});

Deno.test("what is not to be compared is said: losses, data, seeds and runs without an end", () => {
  const [losses, ...others] = comparisonRemarks(runs.slice(0, 2));
  assertEquals(others, []);
  assertStringIncludes(
    losses,
    "one with binary-cross-entropy; two/run with mean-squared-error. Each kind has a chart",
  );
  const [split] = comparisonRemarks([runs[0], { ...runs[0], name: "other", split: "x" }]);
  assertStringIncludes(split, "The data are the same, and not split in the same way");
  assertEquals(comparisonRemarks([runs[0], runs[3]]), [
    `unfinished is not finished: it has 1 of 2 epochs and was not measured; "train --resume ${unfinished}" ` +
    "goes on with it.",
  ]);
  const { config } = runs[0];
  const with_ = (changed: object) => ({ ...runs[0], name: "other", weights: "x", ...changed });
  const recipe = { ...config.recipe, seed: 7, training: { ...config.recipe.training, epochs: 0 } };
  const seeds = comparisonRemarks([runs[0], with_({ config: { ...config, recipe } })]);
  assertStringIncludes(seeds[0], "The seeds differ: one with 0; other with 7.");
  assertEquals(
    seeds[1],
    "other trains the parts of its model alone, and has no curve of the whole.",
  );
  const data = { ...config.data, name: "mnist", sha256: "another" };
  const [apart] = comparisonRemarks([runs[0], with_({ config: { ...config, data } })]);
  assertStringIncludes(
    apart,
    "The runs saw different data: one on strokes (190 training and 2000 test",
  );
  const spec = { ...config.spec, inputShape: [8, 8, 1] };
  const [shapes] = comparisonRemarks([runs[0], with_({ config: { ...config, spec } })]);
  assertStringIncludes(shapes, "one with [28, 28, 1]; other with [8, 8, 1].");
  const [twins] = comparisonRemarks([runs[0], { ...runs[0], name: "copy" }]);
  assertEquals(twins, "The weights of one and copy are the same in every bit.");
});

Deno.test("losses of one kind share a chart, each run has one colour, and machines have theirs", () => {
  const curves = curvesOfRuns(runs).map(({ chart }) => [
    chart.title,
    chart.series.map(({ label, look, points }) => [label, look, points.length]),
  ]);
  const titles = curves.map(([title]) => title);
  assertEquals(curves.slice(0, 3), [
    [
      "Squared error on the validation examples by epoch",
      [["one", 0, 2], ["two/run", 1, 2], ["three/run", 2, 1], ["unfinished", 3, 1]],
    ],
    [
      "Validation loss by epoch, binary-cross-entropy",
      [["one", 0, 2], ["three/run", 2, 1], ["unfinished", 3, 1]],
    ],
    ["Validation loss by epoch, mean-squared-error", [["two/run", 1, 2]]],
  ]);
  assert(titles.includes("pseudo log likelihood of stage 1 by epoch"), String(titles));
  const { validationError } = runs[1].history[1];
  assertEquals(curvesOfRuns(runs)[0].chart.series[1].points[1], [2, validationError]);
});

Deno.test("the page holds all that it shows, asks nothing of anybody, and says it without a script", async () => {
  const out = join(directory, "pages", "compare.html");
  await writeComparison(out, runs);
  const page = await Deno.readTextFile(out);
  assert(
    !/<link|<img|@import|url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg)|document\.cookie/i
      .test(page.replace(/<script type="module">[^]*<\/script>/, "")),
  );
  assertStringIncludes(page, "default-src &#39;none&#39;");
  for (
    const heading of ["Before comparing", "Errors", "Training", "Options that differ", "Sizes"]
  ) {
    assertStringIncludes(page, `<h2>${heading}</h2>`);
  }
  const [, json] = /<script type="application\/json">(.*?)<\/script>/.exec(page)!;
  const { series } = chartFromJson(json);
  assertEquals(series.map(({ label }) => label), ["one", "two/run", "three/run", "unfinished"]);
  assertEquals(page.match(/<svg/g)?.length, page.match(/<figure class="curves"/g)?.length);
});

Deno.test("compare prints what the page says, and refuses one run, none, a missing folder and another file", async () => {
  const out = join(directory, "compare.html");
  const [json, alone, missing, twice, png] = await Promise.all([
    isthmus("compare", one, squared, "--out", out, "--json"),
    isthmus("compare", one),
    isthmus("compare", one, join(directory, "nowhere")),
    isthmus("compare", one, one),
    isthmus("compare", one, squared, "--out", "compare.png"),
  ]);
  assertEquals(json.code, 0, json.stderr);
  const result = JSON.parse(json.stdout);
  assertEquals(result.runs[1].errors.test, runs[1].evaluation!.autoencoder.squaredError);
  assertEquals(result.differences[0], {
    path: "model.loss",
    values: ["binary-cross-entropy", "mean-squared-error"],
  });
  assertEquals([alone.code, alone.stderr], [
    2,
    `Cannot compare ${one}: name the folders of two runs or more\n${
      alone.stderr.split("\n").slice(1).join("\n")
    }`,
  ]);
  assertEquals(missing.code, 1);
  assertStringIncludes(missing.stderr, `Cannot find a run in ${join(directory, "nowhere")}`);
  assertEquals([twice.code, twice.stderr.split("\n")[0]], [
    1,
    `Cannot compare ${one} with itself: name each run once`,
  ]);
  assertEquals(png.code, 2);
  await assertRejects(() => readComparedRuns([one, directory]), TypeError, "Cannot find a run in");
});
