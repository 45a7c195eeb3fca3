import { assertEquals, assertThrows } from "@std/assert";
import type { FinishedRun } from "../../src/runs/open_run.ts";
import type { NamedExamples } from "../../src/runs/run_data.ts";
import { anomaliesAmong } from "../../src/workflows/anomalies.ts";
import { trainPoints } from "./train_points.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const { run } = await trainPoints(directory, { "training.epochs": 1 });

/** The run, as if trained on other classes. */
const trainedOn = (
  classes: string[] | undefined,
  choice?: FinishedRun["config"]["recipe"]["data"]["classes"],
): FinishedRun => {
  const { config } = run, { recipe } = config;
  return {
    ...run,
    config: {
      ...config,
      data: { ...config.data, ...(classes && { classes }) },
      recipe: { ...recipe, data: { ...recipe.data, ...(choice && { classes: choice }) } },
    },
  };
};

const examples = (labels: readonly number[] | undefined, classes?: string[]): NamedExamples => ({
  name: "new/data.npz",
  examples: {
    shape: [1],
    count: 4,
    values: new Float32Array(4),
    ...(labels && { labels: Int32Array.from(labels) }),
  },
  ...(classes && { classes }),
  remarks: [],
});

const animals = examples([0, 1, 2, 1], ["cat", "cow", "rest"]);
const found = (
  of: FinishedRun,
  on: NamedExamples,
  text: string,
) => [...anomaliesAmong(of, on, text)];

Deno.test("anomalies are the classes that are named, by name or by number", () => {
  assertEquals(found(run, animals, "cow"), [0, 1, 0, 1]);
  assertEquals(found(run, animals, "cow, cat"), [1, 1, 0, 1]);
  assertEquals(found(run, examples([7, 1, 0, 1]), "1,0"), [0, 1, 1, 1]);
});

Deno.test("the rest are the classes that the run was not trained on, unless one has that name", () => {
  const pets = examples([0, 1, 2, 1], ["cat", "cow", "dog"]);
  assertEquals(found(trainedOn(["cat", "dog"]), pets, "rest"), [0, 1, 0, 1]);
  assertEquals(found(trainedOn(["cat", "cow", "dog"], { take: ["dog"] }), pets, "rest"), [
    1,
    1,
    0,
    1,
  ]);
  assertEquals(found(trainedOn(["cat", "dog"], { leave: ["dog"] }), pets, "rest"), [0, 1, 1, 1]);
  assertEquals(found(trainedOn(undefined, { take: ["1"] }), examples([1, 1, 3, 0]), "rest"), [
    0,
    0,
    1,
    1,
  ]);
  assertEquals(found(trainedOn(["cat"]), animals, "rest"), [0, 0, 1, 0]);
});

const refused: [of: FinishedRun, on: NamedExamples, text: string, why: string][] = [
  [run, examples(undefined), "cow", "its examples have no labels; leave --anomaly out"],
  [
    run,
    animals,
    "dog,hen",
    "it has no classes dog, hen; expected some of cat, cow, rest, or rest for those that the run was not trained on",
  ],
  [
    run,
    examples([0, 1, 1, 0]),
    "rest",
    "the run does not say which classes it was trained on; name the anomalies",
  ],
  [
    trainedOn(["0", "1"]),
    examples([0, 1, 1, 0]),
    "rest",
    "none of its examples is of those classes, and nothing is told apart; it has 0, 1, name other anomalies, or other data with --data",
  ],
  [
    run,
    examples([0, 1, 1, 0]),
    "0,1",
    "each of its examples is of those classes, and nothing is told apart; it has 0, 1, name other anomalies, or other data with --data",
  ],
];

for (const [of, on, text, why] of refused) {
  Deno.test(`the anomalies ${text} are refused where ${why.split(/[;,]/)[0]}`, () => {
    assertEquals(
      assertThrows(() => anomaliesAmong(of, on, text), RangeError).message,
      `Cannot find the anomalies ${text} in data.npz: ${why}`,
    );
  });
}
