import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { recipeShape } from "./recipe_examples.ts";
import { readRecipe, recipeNames } from "../../src/io/read_recipe.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import {
  override,
  parseAssignment,
  parseRecipe,
  recipeJsonSchema,
  recipeSchema,
} from "../../src/recipes/mod.ts";

/** A recipe of which only what must be there is there. */
const short = {
  name: "points",
  description: "Points",
  data: { name: "points.csv" },
  model: { codeSize: 2, nodes: [8, 4], loss: "mean-squared-error" },
  training: { epochs: 3, optimizer: { type: "adam" } },
};

const parse = (value: unknown) => parseRecipe(value, 'the recipe "points"');

/** The recipe that `--set` makes of the short one. */
const set = (...assignments: string[]) =>
  parse(override(short, Object.fromEntries(assignments.map(parseAssignment))));

Deno.test("there are recipes, each is named as its folder, and its model fits images or words", () => {
  const names = recipeNames();
  assert(names.includes("strokes-deep") && names.includes("mnist-deep-30"));
  for (const name of names) {
    const recipe = readRecipe(name);
    assertEquals(recipe.name, name);
    const plan = planAutoencoder(describeAutoencoder(recipe.model, recipeShape(name)));
    if ("codeSize" in recipe.model) assertEquals([recipe.model.codeSize], [...plan.codeShape]);
  }
});

Deno.test("a recipe with its defaults filled in survives JSON, and being read again", () => {
  for (const name of recipeNames()) {
    const recipe = readRecipe(name);
    const again = JSON.parse(JSON.stringify(recipe));
    assertEquals(parseRecipe(again, name), recipe);
    // The order of the fields too: a checkpoint knows its recipe by the hash of its JSON.
    assertEquals(JSON.stringify(recipeSchema.parse(again)), JSON.stringify(recipe));
  }
});

Deno.test("the hash of a recipe does not depend on the order in which its fields were written", () => {
  const reversed = (value: unknown): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
        Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]),
      );
  const full = set("data.count=50", "training.optimizer.type=sgd", "training.clipNorm=2", "seed=3");
  assertEquals(JSON.stringify(parse(reversed(full))), JSON.stringify(full));
});

Deno.test("defaults are filled in once", () => {
  assertEquals(parse(short), {
    ...short,
    data: { name: "points.csv", validation: 0.05, test: 0.1 },
    model: {
      ...short.model,
      loss: "mean-squared-error",
      nodesScale: 1,
      tied: false,
      activation: "relu",
      codeActivation: "linear",
      batchNormalization: false,
      dropout: 0,
      center: false,
      unitNormalization: false,
      latent: "deterministic",
    },
    training: {
      epochs: 3,
      batchSize: 128,
      optimizer: {
        type: "adam",
        learningRate: 1e-3,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        weightDecay: 0,
      },
      schedule: { type: "constant" },
    },
    seed: 0,
  });
});

Deno.test("an assignment is a path and JSON, or else a string", () => {
  assertEquals(
    ["a.b=3", "a=[1,2]", "a=true", "a=relu", "a=x=y", "a=", 'a="3"', "a=null"].map(parseAssignment),
    [
      ["a.b", 3],
      ["a", [1, 2]],
      ["a", true],
      ["a", "relu"],
      ["a", "x=y"],
      ["a", ""],
      ["a", "3"],
      ["a", null],
    ],
  );
  for (const text of ["a", "", "=3"]) {
    assertThrows(() => parseAssignment(text), TypeError, `Cannot use --set ${text}: expected path`);
  }
});

Deno.test("overrides set fields, positions of lists, and fields that were not there", () => {
  const { model, training } = set(
    "model.nodes.1=5",
    "model.nodes.2=3",
    "training.optimizer.type=sgd",
  );
  assertEquals("nodes" in model && model.nodes, [8, 5, 3]);
  assertEquals(training.optimizer.type, "sgd");
  assertEquals(short.model.nodes, [8, 4]);
});

const refused: [assignment: string, sentence: string][] = [
  ["model.foo=1", 'model: unrecognized key: "foo"'],
  ["foo=1", 'unrecognized key: "foo"'],
  ["training.schedule.every=3", "training.schedule.type: invalid discriminator value, expected "],
  ["model.codeSize=wide", "model.codeSize: invalid input: expected number, received string"],
  ["model.codeSize=0", "model.codeSize: too small: expected number to be >0"],
  ["model.nodes=wide", "model.nodes: invalid input: expected number, received string, or invalid"],
  [
    'data.classes=["4"]',
    'data.classes: expected names to take or to leave, such as {"take": ["a", "b"]}',
  ],
  ["model.nodes.0=-3", "model.nodes.0: too small: expected number to be >0"],
  ["model.dropout=1", "model.dropout: too big: expected number to be <1"],
  ["training.epochs=1.5", "training.epochs: invalid input: expected int, received number"],
  ["training.optimizer.betas=3", 'training.optimizer: unrecognized key: "betas"'],
  [
    "training.optimizer.type=foo",
    "training.optimizer.type: invalid discriminator value, expected 'adam' | 'sgd'",
  ],
  ["model.loss=mse", 'model.loss: invalid option: expected one of "mean-squared-error"|'],
  ["data.augment.shift=0", "data.augment.shift: too small: expected number to be >0"],
  ["data.augment.shift=1.5", "data.augment.shift: invalid input: expected int, received number"],
  ["data.augment.flip=left", 'data.augment.flip: invalid option: expected one of "horizontal"|'],
  ["data.augment.rotation=181", "data.augment.rotation: too big: expected number to be <=180"],
  ["data.augment.brightness=2", "data.augment.brightness: too big: expected number to be <=1"],
  ["data.augment.zoom=2", 'data.augment: unrecognized key: "zoom"'],

  ["name=Big Name", "name: expected lower-case letters, digits, - and ."],
  ['model={"encoder":[{"type":"dense"}],"loss":"mean-squared-error"}', "model.encoder.0.units: "],
  ['model={"encoder":[{"type":"no"}],"loss":"mean-squared-error"}', "model.encoder.0.type: "],
];

Deno.test("an unknown part is answered with the built-in ones and --plugin, but for an optimizer", () => {
  const model = (part: unknown) =>
    `model=${JSON.stringify({ loss: "mean-squared-error", ...Object(part) })}`;
  const dense = { type: "dense", units: 2 },
    own = "' | '[a-z0-9_-]+', or one of your own by --plugin FILE$";
  const unknown: [assignment: string, end: RegExp][] = [
    ["model.variant=no", new RegExp(own)],
    [model({ encoder: [{ type: "no" }] }), new RegExp(own)],
    [model({ encoder: [{ type: "corruption", noise: { type: "no" } }, dense] }), new RegExp(own)],
    [model({ encoder: [dense], penalties: [{ type: "no" }] }), new RegExp(own)],
    [
      `model=${JSON.stringify({ encoder: [dense], likelihood: { type: "no" } })}`,
      new RegExp(own),
    ],
    ["training.optimizer.type=no", /expected 'adam' \| 'sgd'$/],
  ];
  for (const [assignment, end] of unknown) {
    const { message } = assertThrows(() => set(assignment), TypeError);
    assertMatch(message, end);
  }
});

for (const [assignment, sentence] of refused) {
  Deno.test(`a recipe with ${assignment} is refused in one sentence that names the field`, () => {
    const { message } = assertThrows(() => set(assignment), TypeError);
    assert(message.startsWith(`Cannot use the recipe "points": ${sentence}`), message);
    assert(!message.includes("\n"), message);
  });
}

Deno.test("a path through a value, or to no position of a list, is refused", () => {
  assertThrows(
    () => set("model.codeSize.x=3"),
    TypeError,
    'Cannot set model.codeSize.x: "codeSize" is a value without fields',
  );
  for (const field of ["x", "3", "-1"]) {
    assertThrows(
      () => set(`model.nodes.${field}=3`),
      TypeError,
      `Cannot set model.nodes.${field}: "${field}" is no position in a list of 2, expected 0 to 2`,
    );
  }
  assertThrows(
    () => set("constructor.prototype.x=3"),
    TypeError,
    'unrecognized key: "constructor"',
  );
});

Deno.test("marks of empty cells that are not filled are refused", () => {
  for (const missing of ["drop", null]) {
    assertThrows(
      () => readRecipe("strokes-2", { "data.missing": missing, "data.missingIndicator": true }),
      TypeError,
      "data.missingIndicator marks empty cells that are filled, set data.missing=mean or median",
    );
  }
});

Deno.test("early stopping without validation examples is refused, since it would never stop", () => {
  assertThrows(
    () => set("training.earlyStopping.patience=3", "data.validation=0"),
    TypeError,
    'Cannot use the recipe "points": training.earlyStopping needs validation examples, set ' +
      "data.validation above 0",
  );
  assertEquals(set("training.earlyStopping.patience=3").training.earlyStopping, { patience: 3 });
});

Deno.test("augmentations that have no meaning for what values become are refused", () => {
  assertThrows(
    () => set("data.augment.brightness=0.2", "data.scale=standard"),
    TypeError,
    'Cannot use the recipe "points": data.augment.brightness multiplies values as they were read, set ' +
      "data.scale=none or leave it out",
  );
  for (const field of ["rotation", "brightness"]) {
    assertThrows(
      () => set(`data.augment.${field}=0.5`, "data.binarize=threshold"),
      TypeError,
      `Cannot use the recipe "points": data.augment.${field} makes other values than the 0 and 1 of ` +
        "data.binarize, leave out one of them",
    );
  }
  const augment = { shift: 2, flip: "both", rotation: 10 };
  const values = `data.augment=${JSON.stringify(augment)}`;
  assertEquals(set(values, "data.scale=standard").data.augment, augment);
  assertEquals(set("data.augment.brightness=1", "data.scale=none").data.augment, { brightness: 1 });
});

Deno.test("what is no recipe at all is refused", () => {
  for (const value of [3, null, "x", [], {}]) {
    assertThrows(() => parse(value), TypeError, 'Cannot use the recipe "points": ');
  }
});

Deno.test("the schema file is what the code says: deno task schema writes it", async () => {
  const file = await Deno.readTextFile(
    new URL("../../models/recipe.schema.json", import.meta.url),
  );
  assertEquals(JSON.parse(file), recipeJsonSchema());
});
