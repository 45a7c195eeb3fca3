import { assertEquals } from "@std/assert";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { readRecipeData } from "../../src/runs/split_data.ts";

Deno.test("a recipe's classes and count are of its own data alone, and numbers stay those of all", async () => {
  const recipe = readRecipe("strokes-2", {
    "data.classes": { take: ["4"] },
    "data.count": 20,
    "data.binarize": "threshold",
  });
  const own = await readRecipeData(recipe, { testCount: 5, isNumbered: true });
  const all = await readRecipeData(recipe, { name: "strokes", trainCount: 200, testCount: 50 });
  for (const part of ["train", "test"] as const) {
    const { labels, ids, count, values } = own[part]!;
    assertEquals(labels, new Int32Array(count).fill(4));
    const fours = [...all[part]!.labels!].flatMap((label, i) => label === 4 ? [i] : []);
    assertEquals(ids, fours.map((i) => String(i + 1)));
    assertEquals(values, all[part]!.values.filter((_, at) => fours.includes(Math.floor(at / 784))));
  }
  assertEquals([own.train.count, own.test!.count, all.train.count], [20, 5, 200]);
});
