import { assert, assertAlmostEquals, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import {
  autoencoder,
  evaluateRun,
  exportOnnx,
  exportWeb,
  type FitOptions,
  loadPlugins,
  openRun,
  reportRun,
  resumeRun,
  type RunEvent,
  trainRun,
} from "../../src/library/mod.ts";
import { encodeImageSheet } from "../../src/plots/png.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { inFolder } from "../in_folder.ts";

const recipe = {
  ...{ name: "tiny", description: "A few strokes, few weights" },
  data: { name: "strokes", count: 60 },
  model: { variant: "deep", codeSize: 3, nodes: [8] },
  training: { epochs: 3, batchSize: 20 },
};

Deno.test("a run is trained, interrupted, gone on with and opened from code, as by the command line", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "whole"), cut = join(directory, "cut"), events: RunEvent[] = [];
    const whole = await trainRun(recipe, { out, onEvent: (event) => void events.push(event) });
    if (whole.type !== "finished") throw new Error("it was not finished");
    assertEquals(events.filter(({ type }) => type === "epoch").length, 3);
    assert(events.some((event) => event.type === "finishing" && event.what === "Measuring PCA"));

    const stop = new AbortController();
    const part = await trainRun(recipe, {
      ...{ out: cut, signal: stop.signal },
      onEvent: (event) => event.type === "epoch" && stop.abort(),
    });
    assertEquals([part.type, "progress" in part && part.progress?.epoch], ["interrupted", 1]);
    const rest = await resumeRun(cut);
    assertEquals(rest.type, "finished");
    const files = [out, cut].map((run) => join(run, RUN_FILES.weights));
    const [first, second] = await Promise.all(files.map((path) => Deno.readFile(path)));
    assertEquals(first, second);

    await using run = await openRun(out);
    const pixels = Array.from({ length: 784 }, (_, i) => i % 256);
    const { shape } = await run.encode([pixels, pixels]);
    assertEquals([shape, (await run.reconstruct([pixels])).shape], [[2, 3], [1, 28, 28, 1]]);
    assertEquals(run.evaluation?.autoencoder, whole.evaluation.autoencoder);

    const { evaluation } = await evaluateRun(out, { beside: [cut] });
    assertEquals(evaluation.autoencoder, whole.evaluation.autoencoder);
    assertEquals(evaluation.beside?.[0].squaredError, evaluation.autoencoder.squaredError);
    assertMatch(await Deno.readTextFile(await reportRun(out)), /^<!doctype html>/i);
    assert((await exportOnnx(out)).parity.code < 1e-4);
    const site = join(directory, "site");
    const { files: pages } = await exportWeb([out], { out: site, engines: ["lite"] });
    assert(pages.includes("index.html"));
  });
});

Deno.test("a recipe, a folder and an interrupt before the training leave nothing behind", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "run");
    await assertRejects(
      () => trainRun({ ...recipe, model: { codeSize: 0 } }, { out }),
      TypeError,
      "Cannot use the recipe: model.codeSize",
    );
    await assertRejects(() => trainRun("no-such-recipe", { out }), TypeError, "Cannot find");
    await assertRejects(() => openRun(out), Error, `Cannot use ${out}`);
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    await assertRejects(() => trainRun(recipe, { out, signal: stop.signal }), Error, "enough");
    await assertRejects(() => Deno.stat(out), Deno.errors.NotFound);
  });
});

/** Two columns on odd scales, of which one follows from the other, and a name. */
const people = Array.from({ length: 80 }, (_, i) => ({
  age: 20 + i % 40,
  income: 1000 * (20 + i % 40) + 5,
  city: i % 2 === 0 ? "Genève" : 'New "York", NY',
}));

Deno.test("fit takes rows by their columns, on odd scales, and gives them back in their own units", async () => {
  const options = { training: { epochs: 150, batchSize: 20 }, data: { test: 8 } };
  const model = autoencoder({
    ...{ codeSize: 2, nodes: [16], activation: "tanh", loss: "mean-squared-error" },
  }, options);
  await using fitted = await model.fit(people);
  assertMatch(fitted.remarks.join("\n"), /mean 0 and deviation 1/);
  const { shape, values } = await fitted.reconstruct([people[7]]);
  assertEquals(shape[0], 1);
  assertAlmostEquals(values[0], people[7].age, 6);
  assertAlmostEquals(values[1], people[7].income, 6000);
  await assertRejects(() => fitted.encode([{ age: 3 }]), RangeError, "Cannot prepare example 1");
  await inFolder(async (directory) => {
    const saved = join(directory, "kept");
    await fitted.save(saved);
    await using again = await openRun(saved);
    assertEquals(await again.encode([people[3]]), await fitted.encode([people[3]]));
    await assertRejects(() => fitted.save(saved), Error, "it is not empty");
  });
});

Deno.test("fit takes lists of numbers, texts, pictures and arrays", async () => {
  const quick = { training: { epochs: 1, batchSize: 8 } };
  const numbers = Array.from({ length: 30 }, (_, i) => [i, i * i, 1 / (1 + i)]);
  const texts = Array.from({ length: 30 }, (_, i) => i % 2 ? "red apples fall" : "blue birds fly");
  const image = encodeImageSheet({
    images: Uint8Array.from({ length: 64 }, (_, i) => 4 * i),
    ...{ shape: [8, 8, 1], columns: 1, gap: 0 },
  });
  for (
    const [rows, example, wanted] of [
      [numbers, numbers[0], [1, 2]],
      [texts, "apples fly", [1, 2]],
      [
        { shape: [30, 4, 4], values: new Float32Array(480).map((_, i) => (i % 7) / 7) },
        undefined,
        [],
      ],
      [Array<Uint8Array>(20).fill(image), image, [1, 2]],
    ] as const
  ) {
    await using fitted = await autoencoder({ variant: "deep", codeSize: 2, nodes: [4] }, quick).fit(
      rows as typeof numbers,
    );
    if (example === undefined) continue;
    assertEquals((await fitted.encode([example])).shape, wanted);
  }
});

Deno.test("fit takes labels beside rows of each kind, and the classifier that learns them names the classes", async () => {
  const quick = { training: { epochs: 2, batchSize: 10 }, data: { scale: "standard" as const } };
  const isOdd = (i: number) => i % 2 === 1;
  const names = Array.from({ length: 40 }, (_, i) => isOdd(i) ? "odd" : "even");
  const classifier = { training: { epochs: 30, batchSize: 10 } };
  const table = names.map((_, i) => ({ a: isOdd(i) ? 900 : 100 + i, b: i / 7 }));
  await using fitted = await autoencoder(
    { variant: "deep", codeSize: 2, nodes: [4], loss: "mean-squared-error" },
    { ...quick, classifier },
  ).fit(table, names);
  assertEquals(fitted.classes, ["even", "odd"]);
  const [even, odd] = await fitted.classify([{ a: 110, b: 2 }, { a: 900, b: 2 }]);
  assertEquals([even.class, odd.class], ["even", "odd"]);
  assertAlmostEquals(even.probabilities[0] + even.probabilities[1], 1, 1e-5);

  const numbers = names.map((_, i) => [isOdd(i) ? 1 : 0, i / 40]);
  const images = { shape: [40, 4, 4], values: new Float32Array(640).map((_, i) => (i % 5) / 5) };
  const picture = encodeImageSheet({
    images: Uint8Array.from({ length: 64 }, (_, i) => 4 * i),
    ...{ shape: [8, 8, 1], columns: 1, gap: 0 },
  });
  const digits = names.map((_, i) => i % 3);
  for (
    const [rows, labels, classes] of [
      [numbers, names, 2],
      [numbers, digits, 3],
      [images, names, 2],
      [names.map((name) => `${name} words are counted`), names, 2],
      [Array<Uint8Array>(40).fill(picture), digits, 3],
    ] as const
  ) {
    const once = { training: { epochs: 1 }, ...(rows === numbers && { data: { scale: "unit" } }) };
    await using each = await autoencoder(
      { variant: "conditional-variational", classes, codeSize: 1, nodes: [4] },
      once as FitOptions,
    ).fit(rows, labels);
    assertEquals(each.model.classes, classes);
    await assertRejects(() => each.classify([]), Error, "it has no classifier");
  }
});

Deno.test("sentences of fit name the rows and its own options, and a saved one asks for data", async () => {
  const rows = people.slice(0, 20), directory = await Deno.makeTempDir();
  await using _ = { [Symbol.asyncDispose]: () => Deno.remove(directory, { recursive: true }) };
  const once = { training: { epochs: 1 } };
  await using fitted = await autoencoder({ variant: "deep", codeSize: 1, nodes: [4] }, once).fit(
    rows,
  );
  const remarks = fitted.remarks.join("\n");
  assertMatch(remarks, /\{ data: \{ labelColumn: "city" \} \} takes it as the labels/);
  assertMatch(remarks, /\{ data: \{ columns: \{ leave: \["city"\] \} \} \} leaves it out/);
  assert(!remarks.includes("--"), remarks);
  await fitted.save(join(directory, "kept"));
  await assertRejects(
    () => evaluateRun(join(directory, "kept")),
    Error,
    "they were rows of a program; name data of the same kind with --data",
  );
  const other = join(directory, "other.csv");
  await Deno.writeTextFile(
    other,
    ["age,income,city", ...people.map((row) => `${row.age},${row.income},Genève`)].join("\n"),
  );
  const measured = await evaluateRun(join(directory, "kept"), { data: other });
  assertEquals(measured.evaluation.test, 80);
});

Deno.test("pictures of different sizes are told apart by their rows", async () => {
  const picture = (size: number) =>
    encodeImageSheet({
      images: new Uint8Array(size * size),
      shape: [size, size, 1],
      columns: 1,
      gap: 0,
    });
  await assertRejects(
    () => autoencoder({ variant: "deep", codeSize: 1, nodes: [4] }).fit([picture(9), picture(8)]),
    Error,
    "row 1 is 9 × 9 grey, row 2 is 8 × 8 grey; { data: { image: { size: ",
  );
});

Deno.test("plug-ins that are loaded in a program bring their measures to the runs that it makes", async () => {
  await inFolder(async (directory) => {
    const file = join(directory, "size.mjs");
    await Deno.writeTextFile(
      file,
      `export const plugin = {
        name: "size",
        version: "1.0.0",
        measures: { "test-size": ({ test }) => ({ sentence: "It has a size.", values: { n: test.count } }) },
      };`,
    );
    await loadPlugins([file]);
    const run = await trainRun(recipe, {
      ...{ out: join(directory, "run"), set: { "training.epochs": 1 } },
    });
    if (run.type !== "finished") throw new Error("it was not finished");
    assertEquals(run.evaluation.measures?.["test-size"].values, { n: run.evaluation.test });
  });
});

Deno.test("what cannot be fitted is refused in one sentence", async () => {
  const { fit } = autoencoder({ variant: "deep", codeSize: 1, nodes: [4] });
  for (
    const [labels, why] of [
      [["a"], "to 2 rows with 1 labels"],
      [["a", " "], 'Cannot take " " for the label of row 2'],
      [["a", -1], "Cannot take -1 for the label of row 2"],
    ] as const
  ) await assertRejects(() => fit([[1, 2], [2, 3]], labels), Error, why);
  await assertRejects(() => fit("strokes", ["a"]), TypeError, "they bring their own");
  await assertRejects(() => fit([{ label: 1 }], ["a"]), TypeError, 'with a column "label"');
  for (
    const [rows, why] of [
      [[], "Cannot fit a model to no rows"],
      [[[1, 2], [1]], "row 1 has 2 numbers, row 2 1"],
      [["a", [1]], "rows of different kinds: expected all of one of texts, lists of numbers"],
      [[Uint8Array.of(1, 2)], "row 1: it is no picture's file"],
      [[1, 2], "Cannot fit a model to 1"],
      [{ shape: [3], values: new Float32Array(3) }, "expected [N, …]"],
      [people.map((row, i) => ({ ...row, age: i === 3 ? null : row.age })), "empty"],
    ] as const
  ) {
    await assertRejects(() => fit(rows as never), Error, why);
  }
});
