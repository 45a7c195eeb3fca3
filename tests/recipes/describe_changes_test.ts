import { assertEquals } from "@std/assert";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { runTitle } from "../../src/core/run_title.ts";

const described = (values: Readonly<Record<string, unknown>>) =>
  readRecipe("strokes-2", values).description;

Deno.test("a recipe keeps its description while data and model are those of its file", () => {
  const own = readRecipe("strokes-2");
  const { training: { epochs }, data } = own;
  const values = { "training.epochs": epochs + 1, "data.count": 100, "data.name": data.name };
  assertEquals(described(values), own.description);
  assertEquals(described({ "model.codeSize": 2 }), own.description);
});

Deno.test("a recipe on other data says which, and not what its file says of its own", () => {
  assertEquals(
    described({ "data.name": "/home/me/my.csv" }),
    "The model of the recipe strokes-2, trained on my.csv",
  );
});

Deno.test("a recipe with another model says what was set", () => {
  const penalties = [{ type: "code_l1", coefficient: 0.0001 }];
  assertEquals(
    described({ "model.codeSize": 3, "model.penalties": penalties, "data.name": "x.npy" }),
    "The recipe strokes-2 with model.codeSize=3 and another model.penalties, trained on x.npy",
  );
  assertEquals(
    described({ "model.codeSize": 3 }),
    "The recipe strokes-2 with model.codeSize=3, trained on strokes",
  );
});

Deno.test("a description that is set stays", () => {
  assertEquals(described({ "data.name": "x.npy", description: "Mine" }), "Mine");
});

Deno.test("a title names the data where the recipe's name does not", () => {
  assertEquals(runTitle("strokes-2", "strokes"), "strokes-2");
  assertEquals(runTitle("cifar-conv", "cifar10"), "cifar-conv");
  assertEquals(runTitle("strokes-2", "/home/me/my.csv"), "strokes-2, trained on my.csv");
  assertEquals(runTitle("mnist-2", "fashion-mnist/"), "mnist-2, trained on fashion-mnist");
  assertEquals(runTitle("strokes-2", "C:\\data\\2024.csv"), "strokes-2, trained on 2024.csv");
});
