import { isRecord } from "../core/parse_record.ts";
import { basename, fromFileUrl, join } from "@std/path";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { describeChanges, overrideRecipe, parseRecipe, type Recipe } from "../recipes/mod.ts";

/** The recipes that come with the toolkit: a folder each. */
const RECIPES = fromFileUrl(new URL("../../models/", import.meta.url));

/** The names of the recipes that come with the toolkit. */
export function recipeNames(): string[] {
  return readdirSync(RECIPES).filter((name) => exists(recipePath(name))).sort();
}

/**
 * The recipe of a name or of a file's path, with some fields set (`{ "training.epochs": 3 }`). `remark`
 * is called with a sentence on each field that went with them. Where other data or another model is set,
 * the description says so.
 *
 * Throws an Error, one sentence, where there is none, for text that is not JSON, and for a field that
 * does not fit.
 */
export function readRecipe(
  nameOrPath: string,
  values: Readonly<Record<string, unknown>> = {},
  { remark }: { remark?: (sentence: string) => void } = {},
): Recipe {
  const path = nameOrPath.endsWith(".json") ? nameOrPath : recipePath(nameOrPath);
  if (!exists(path)) {
    throw new TypeError(
      `Cannot find the recipe "${nameOrPath}": expected the path of a .json file or one of ${
        recipeNames().join(", ")
      }`,
    );
  }
  const what = nameOrPath.endsWith(".json") ? basename(path) : `the recipe "${nameOrPath}"`;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`Cannot use ${what}: it is not JSON (${error.message})`);
  }
  // Overrides go into the JSON, so that the schema judges them as it judges the file.
  if (!isRecord(json)) return parseRecipe(json, what);
  const { recipe, remarks } = overrideRecipe(json, values, what);
  if (remark) remarks.forEach(remark);
  return describeChanges(recipe, { json, values });
}

function recipePath(name: string): string {
  return join(RECIPES, name, "recipe.json");
}

function exists(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
