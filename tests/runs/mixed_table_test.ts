/** A table of columns of all kinds, trained by the likelihood that is made for it. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { readPreprocessor } from "../../src/runs/preprocessor_file.ts";
import { readOtherExamples, readRunData } from "../../src/runs/run_data.ts";
import { trainPoints } from "../workflows/train_points.ts";
import { denseExamples } from "../../src/data/mod.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** Orders whose shop says how large they are; every tenth amount and every fifteenth shop is empty. */
const path = join(directory, "orders.csv"), rng = createRng(4);
const shops = ["north", "south", "south", "east"];
const lines = Array.from({ length: 150 }, (_, i) => {
  const shop = shops[i % 4], base = { north: 10, south: 200, east: 80 }[shop]!;
  const amount = i % 10 === 3 ? "" : (base + 5 * rng.normal()).toFixed(2);
  const day = `2026-01-${String(i % 28 + 1).padStart(2, "0")}`;
  return [i % 15 === 5 ? "" : shop, amount, day, i % 3 === 0 ? "yes" : "no", i % 2].join();
});
await Deno.writeTextFile(path, ["shop,amount,day,gift,member", ...lines].join("\n"));

const { run } = await trainPoints(directory, {
  "data.name": path,
  "data.validation": 0.1,
  "data.scale": "standard",
  "data.missing": "median",
  "data.missingIndicator": true,
  "model.loss": null,
  "model.likelihood": { type: "mixed" },
  "training.batchSize": 8,
  "training.epochs": 2,
});

Deno.test("the groups of a mixed likelihood follow from the columns of the table", () => {
  const { reconstructionLoss, decoder } = run.config.spec;
  const groups = [
    { type: "categorical", size: 3 },
    { type: "gaussian", size: 2 },
    { type: "bernoulli", size: 4 },
  ];
  assertEquals(reconstructionLoss, { type: "mixed", variance: 1, groups });
  assertEquals(decoder.at(-1), {
    type: "activation_groups",
    groups: ["softmax", "linear", "sigmoid"].map((name, i) => ({
      function: name,
      size: groups[i].size,
    })),
  });
});

Deno.test("numbers and dates are scaled, what is 0 or 1 is not, and empty cells have the commonest word", async () => {
  const { columns, fill, scaling } = await readPreprocessor(run.directory);
  assertEquals(columns, [
    "shop=east",
    "shop=north",
    "shop=south",
    "amount",
    "day",
    "gift",
    "member",
    "shop is missing",
    "amount is missing",
  ]);
  assertEquals(fill?.slice(0, 3), [0, 0, 1]);
  const kept = [0, 1, 2, 5, 6, 7, 8];
  assertEquals(
    kept.map((at) => [scaling!.offset[at], scaling!.factor[at]]),
    kept.map(() => [0, 1]),
  );
  const { train, test, remarks } = await readRunData(run);
  for (const { values } of [train, test].map(denseExamples)) assert(values.every(Number.isFinite));
  assert(
    remarks.includes(
      "25 empty cells are filled with the median of the training rows in the column.",
    ),
    remarks.join("\n"),
  );
});

Deno.test("reconstructions are numbers, chances, and chances of words that sum to 1", async () => {
  await using autoencoder = await loadRun(run.directory);
  const { train } = await readRunData(run), values = denseExamples(train).values.slice(0, 9);
  const { values: made } = await autoencoder.reconstruct({
    shape: [1, 9],
    values: Float32Array.from(values),
  });
  assertAlmostEquals(made[0] + made[1] + made[2], 1, 1e-5);
  assert(made.slice(5).every((chance) => chance > 0 && chance < 1));
  const { likelihood } = autoencoder;
  assertEquals(likelihood, {
    type: "mixed",
    groups: [
      { type: "categorical", size: 3 },
      { type: "gaussian", size: 2, variance: 1 },
      { type: "bernoulli", size: 4 },
    ],
  });
});

Deno.test("other rows are read by the words and the days of the training, in any order", async () => {
  const other = join(directory, "other.csv");
  await Deno.writeTextFile(
    other,
    "day,member,gift,amount,shop\n2026-01-15,1,true,200,south\n2026-01-15,0,no,,north\n",
  );
  const { examples, remarks } = await readOtherExamples(run, other, { split: "test" });
  const { values } = denseExamples(examples);
  const { scaling, fill } = await readPreprocessor(run.directory);
  assertEquals([...values.slice(0, 3), ...values.slice(5, 9)], [0, 0, 1, 1, 1, 0, 0]);
  assertAlmostEquals(values[4], (14 - scaling!.offset[4]) / scaling!.factor[4], 1e-5);
  assertEquals([...values.slice(9, 12), ...values.slice(14)], [0, 1, 0, 0, 0, 0, 1]);
  assertAlmostEquals(values[12], (fill![3] - scaling!.offset[3]) / scaling!.factor[3], 1e-5);
  assertEquals(remarks, [
    "Its columns are put into the order of the training's, by their names.",
    "1 empty cell is filled with the median of the training rows in the column.",
  ]);
  await Deno.writeTextFile(other, "shop,amount,day,gift,member\nwest,1,2026-01-01,no,1\n");
  await assertRejects(
    () => readOtherExamples(run, other, { split: "test" }),
    SyntaxError,
    'row 2, column "shop" holds "west", expected one of the words of the training, "east", "north"',
  );
  await Deno.writeTextFile(other, "amount,gift,member,colour\n1,no,1,3\n");
  await assertRejects(
    () => readOtherExamples(run, other, { split: "test" }),
    RangeError,
    "it lacks the columns shop, day, and the model does not take its column colour; the model " +
      "takes shop, amount, day, gift, member",
  );
});
