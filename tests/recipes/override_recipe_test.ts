import { assertEquals, assertObjectMatch, assertThrows } from "@std/assert";
import { overrideRecipe } from "../../src/recipes/mod.ts";

/** A recipe with a part of every sort that has kinds. */
const recipe = {
  name: "points",
  description: "Points",
  data: { name: "points.csv", count: 100 },
  model: {
    codeSize: 2,
    nodes: [8, 4],
    loss: "mean-squared-error",
    penalties: [{ type: "code_l1", coefficient: 1 }],
  },
  training: {
    epochs: 3,
    optimizer: { type: "adam", learningRate: 0.5, beta1: 0.8 },
    schedule: { type: "cosine", warmUp: 1 },
  },
};

const set = (values: Record<string, unknown>) => overrideRecipe(recipe, values, "the recipe");

Deno.test("another kind of a part drops the fields that it does not have, and says so", () => {
  const { recipe: { training }, remarks } = set({
    "training.schedule.type": "constant",
    "training.optimizer.type": "sgd",
  });
  assertEquals(training.schedule, { type: "constant" });
  assertEquals(training.optimizer.type, "sgd");
  // Both optimizers have a learning rate.
  assertEquals(training.optimizer.learningRate, 0.5);
  assertEquals(remarks, [
    "Dropped training.optimizer.beta1, training.schedule.warmUp, which the new kind does not have.",
  ]);
});

Deno.test("another variant keeps the options that it shares and drops the others", () => {
  const { recipe: { model }, remarks } = set({ "model.variant": "contractive" });
  assertObjectMatch(model, { variant: "contractive", codeSize: 2 });
  assertEquals(remarks, [
    "Dropped model.loss, which the new kind does not have.",
  ]);
});

Deno.test("fields that are set with the kind are kept, in whichever order, and judged", () => {
  const sgd = { "training.optimizer.momentum": 0.5, "training.optimizer.type": "sgd" };
  const { optimizer } = set(sgd).recipe.training;
  assertEquals(optimizer.type === "sgd" && optimizer.momentum, 0.5);
  assertThrows(
    () => set({ "training.schedule.type": "constant", "training.schedule.warmUp": 2 }),
    TypeError,
    'Cannot use the recipe: training.schedule: unrecognized key: "warmUp"',
  );
});

Deno.test("a strange field is refused where no kind is set", () => {
  assertThrows(
    () => set({ "model.foo": 1 }),
    TypeError,
    'Cannot use the recipe: model: unrecognized key: "foo"',
  );
});

Deno.test("null takes a field away, or an entry out of a list", () => {
  const { recipe: { data, model } } = set({
    "data.count": null,
    "model.nodes.0": null,
    "model.penalties": null,
  });
  assertEquals("count" in data, false);
  assertEquals("nodes" in model && model.nodes, [4]);
  assertEquals("penalties" in model && model.penalties !== undefined, false);
});
