import { resolve } from "@std/path";
import { notFound } from "../io/files/not_found.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { isKnownName } from "../io/find/known_data.ts";
import type { Recipe } from "../recipes/mod.ts";

/** The name, in the configuration of a run, of data that were rows of a program and lie nowhere. */
export const PROGRAM_ROWS = "rows of a program";

/**
 * The place of a recipe's data, which were located, whatever the current folder is; absent where their
 * name says it already.
 */
export function placeOfData(
  { data: { name } }: Recipe,
  located: Recipe,
): { readonly path?: string } {
  const path = resolve(located.data.name);
  return isKnownName(name) || path === name ? {} : { path };
}

/**
 * A recipe that names its data by a path at which they are: the one that was typed, or else where that
 * led to when the run began.
 *
 * Throws an Error of the code ENOENT, one sentence that names both, where neither is there.
 */
export async function locateData(recipe: Recipe, path: string | undefined): Promise<Recipe> {
  const { name } = recipe.data;
  if (name === PROGRAM_ROWS) {
    throw notFound(
      "Cannot read the examples that the model was fitted to: they were rows of a program; name data of " +
        "the same kind with --data",
    );
  }
  if (path === undefined || isKnownName(name) || await statIfThere(name)) return recipe;
  if (await statIfThere(path)) return { ...recipe, data: { ...recipe.data, name: path } };
  throw notFound(
    `Cannot find the data "${name}": they are neither in the current folder nor at ${path}, where ` +
      `the training read them; put them back, or name other data with --data`,
  );
}
