/** Reads the examples of docs/data.md, and compares what is read and said with what the page says. */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import type { DataSet } from "../src/data/mod.ts";
import { readRecipe } from "../src/io/read_recipe.ts";
import { parseAssignment } from "../src/recipes/mod.ts";
import { readRecipeData } from "../src/runs/split_data.ts";
import { inFolder } from "./in_folder.ts";

const page = await Deno.readTextFile(fromFileUrl(new URL("../docs/data.md", import.meta.url)));

const FENCE = /```(\w+)(?: (\S+))?\n([\s\S]*?)```/g;

/** A file of the page, the options that it is read with, and what is said of it. */
interface Example {
  readonly name: string;
  readonly text: string;
  readonly assignments: readonly string[];
  readonly said: string;
}

function examplesOf(markdown: string): Example[] {
  const fences = [...markdown.matchAll(FENCE)].map(([, language, name, text]) => ({
    language,
    name,
    text,
  }));
  return fences.flatMap(({ language, name, text }, at) => {
    if (language !== "csv") return [];
    const options = fences[at + 1].language === "sh" ? fences[at + 1].text : "";
    const assignments = [...options.matchAll(/--set (?:'([^']+)'|(\S+))/g)]
      .map(([, quoted, plain]) => quoted ?? plain);
    return [{ name, text, assignments, said: fences[at + (options ? 2 : 1)].text }];
  });
}

/** Says how data were read, in the words of the page, and the remarks. */
function describe({ train, columns, classes, remarks = [] }: DataSet): string {
  const of = columns ? ` (${columns.join(", ")})` : "";
  const named = classes ? `, of the classes ${classes.join(", ")}` : "";
  const first = `${train.count} examples of ${train.shape[0]} values${of}${named}`;
  return [first, ...remarks].join("\n") + "\n";
}

for (const { name, text, assignments, said } of examplesOf(page)) {
  Deno.test(`${name} of docs/data.md is read as the page says`, async () => {
    await inFolder(async (root) => {
      await Deno.writeTextFile(join(root, name), text);
      const recipe = readRecipe("strokes-deep", {
        "data.name": join(root, name),
        ...Object.fromEntries(assignments.map(parseAssignment)),
      });
      assertEquals(describe(await readRecipeData(recipe)), said);
    });
  });
}
