import { basename } from "@std/path";
import { listWords } from "../core/sentences.ts";
import { isRecord } from "../core/parse_record.ts";
import type { Recipe } from "./recipe.ts";

/** The longest value that a description says. */
const LONGEST = 32;

/**
 * A recipe with a description that is true of it after fields of its file's JSON were set: where other data
 * or another model took the place of those that the file describes, it says which.
 */
export function describeChanges(
  recipe: Recipe,
  { json, values }: {
    /** The file as it was. */
    json: Record<string, unknown>;
    /** The fields that were set. */
    values: Readonly<Record<string, unknown>>;
  },
): Recipe {
  if ("description" in values) return recipe;
  const set = Object.entries(values).filter(([path, value]) =>
    /^model(\.|$)/.test(path) && JSON.stringify(valueAt(json, path)) !== JSON.stringify(value)
  );
  const isOfItsData = valueAt(json, "data.name") === recipe.data.name;
  if (isOfItsData && set.length === 0) return recipe;
  const changes = listWords(set.map(([path, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return value === null || text.length > LONGEST ? `another ${path}` : `${path}=${text}`;
  }));
  const what = set.length === 0
    ? `The model of the recipe ${recipe.name}`
    : `The recipe ${recipe.name} with ${changes}`;
  return { ...recipe, description: `${what}, trained on ${basename(recipe.data.name)}` };
}

function valueAt(json: Record<string, unknown>, path: string): unknown {
  return path.split(".").reduce<unknown>(
    (value, field) =>
      Array.isArray(value) ? value[Number(field)] : isRecord(value) ? value[field] : undefined,
    json,
  );
}
