import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { readRecipeData } from "../../src/runs/split_data.ts";
import { inFolder } from "../in_folder.ts";
import { denseExamples } from "../../src/data/mod.ts";

Deno.test("a recipe's classes and count are of its own data alone, and numbers stay those of all", async () => {
  const recipe = readRecipe("strokes-2", {
    "data.classes": { take: ["4"] },
    "data.count": 20,
    "data.binarize": "threshold",
  });
  const own = await readRecipeData(recipe, { testCount: 5, isNumbered: true });
  const all = await readRecipeData(recipe, { name: "strokes", trainCount: 200, testCount: 50 });
  for (const part of ["train", "test"] as const) {
    const { labels, ids, count, values } = denseExamples(own[part]!);
    const drawn = denseExamples(all[part]!).values;
    assertEquals(labels, new Int32Array(count).fill(4));
    const fours = [...all[part]!.labels!].flatMap((label, i) => label === 4 ? [i] : []);
    assertEquals(ids, fours.map((i) => String(i + 1)));
    assertEquals(values, drawn.filter((_, at) => fours.includes(Math.floor(at / 784))));
  }
  assertEquals([own.train.count, own.test!.count, all.train.count], [20, 5, 200]);
});

Deno.test("texts are counted as a recipe says, or as a model counts them", () =>
  inFolder(async (root) => {
    const lines = join(root, "pets.jsonl");
    await Deno.writeTextFile(
      lines,
      ["the cats ran", "cat und running dog"].map((text) => JSON.stringify({ text })).join("\n"),
    );
    const recipe = readRecipe("newsgroups-topics", {
      "data.name": lines,
      "data.text": { stem: "porter", stopWords: "deu", weights: "log", words: 3 },
    });
    const { words, train } = await readRecipeData(recipe);
    assertEquals(words, {
      vocabulary: ["cat", "dog", "ran"],
      stem: "porter",
      weights: "log",
    });
    assertEquals([...denseExamples(train).values], [0.5, 0, 0.5, 0.5, 0.5, 0]);
    const known = { vocabulary: ["dog", "moon"], weights: "counts" } as const;
    const counted = await readRecipeData(recipe, { words: known });
    assertEquals(counted.words, known);
    assertEquals([...denseExamples(counted.train).values], [0, 0, 1, 0]);
    const drawn = readRecipe("newsgroups-topics", { "data.name": "strokes", "data.text": {} });
    await assertRejects(
      () => readRecipeData(drawn, { trainCount: 2, testCount: 2 }),
      TypeError,
      "Cannot count words of strokes: it holds no texts, leave data.text out",
    );
  }));
