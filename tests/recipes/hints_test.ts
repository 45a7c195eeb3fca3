/** Runs every `--set` of the documentation, and every field that a sentence of the program says to set. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { readRecipe, recipeNames } from "../../src/io/read_recipe.ts";
import { overrideClassifier, parseAssignment } from "../../src/recipes/mod.ts";
import { walkFolder } from "../../src/io/files/walk_folder.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

/** The files below a folder whose names end so. */
async function filesIn(folder: string, end: string): Promise<string[]> {
  const entries = await Array.fromAsync(walkFolder(join(root, folder)));
  return entries.filter(({ name, isFolder }) => !isFolder && name.endsWith(end))
    .map(({ path }) => join(root, folder, path));
}

/** True where one of some recipes takes all assignments. */
function isTaken(assignments: readonly string[], names: readonly string[]): boolean {
  const values = Object.fromEntries(assignments.map(parseAssignment));
  return names.some((name) => {
    try {
      readRecipe(name, values);
      return true;
    } catch {
      return false;
    }
  });
}

Deno.test("every --set of the documentation is taken by the recipe that it speaks of", async () => {
  const pages = [
    join(root, "README.md"),
    ...await filesIn("docs", ".md"),
    ...await filesIn("models", ".md"),
  ];
  const known = recipeNames();
  let lines = 0;
  for (const page of pages) {
    // A page of a recipe speaks of that, another of whichever takes the options.
    const own = known.find((name) => page.includes(`models/${name}/`));
    // A command that goes on in the next line is one.
    const text = (await Deno.readTextFile(page)).replaceAll(/\\\n\s*/g, "");
    for (const line of text.split("\n")) {
      const assignments = [...line.matchAll(/--set (?:'([^']+)'|([^\s`'"]+)(?:'([^']+)')?)/g)]
        .map(([, quoted, plain, tail = ""]) => quoted ?? plain + tail)
        .filter((assignment) => !assignment.startsWith("path="));
      if (assignments.length === 0) continue;
      lines++;
      if (/isthmus (?:classifier|labels) /.test(line)) {
        overrideClassifier(Object.fromEntries(assignments.map(parseAssignment)));
        continue;
      }
      const named = known.find((name) => line.includes(`train ${name} `)) ?? own;
      assert(isTaken(assignments, named ? [named] : known), `${page}: ${line}`);
    }
  }
  assert(lines > 3, `${lines}`);
});

Deno.test("every field that a sentence of the program says to set exists in some recipe", async () => {
  const names = recipeNames();
  const hints = new Map<string, string>();
  for (const path of await filesIn("src", ".ts")) {
    const text = await Deno.readTextFile(path);
    for (
      const [, hint] of text.matchAll(/\bset ((?:data|model|training)\.[A-Za-z.]+=[\w.-]+)/g)
    ) hints.set(hint, path);
  }
  assert(hints.size >= 3, [...hints.keys()].join(", "));
  assertEquals([...hints].filter(([hint]) => !isTaken([hint], names)), []);
});
