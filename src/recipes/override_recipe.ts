import { autoencoderOptionsFor } from "../variants/mod.ts";
import { override } from "./override.ts";
import { parseRecipe, type Recipe, recipeSchema } from "./recipe.ts";

/** A recipe with fields changed, and sentences on fields that went with them. */
export interface OverriddenRecipe {
  readonly recipe: Recipe;
  readonly remarks: readonly string[];
}

/** The fields that say of which kind a part is; the schema of the part goes by them. */
const KINDS = ["type", "variant"];

/**
 * A recipe's JSON with some fields set, as `override` sets them, parsed. Where the kind of a part is set,
 * fields that the new kind has not are dropped: they were options of the old one.
 *
 * Throws as `override` and `parseRecipe` do.
 */
export function overrideRecipe(
  json: Record<string, unknown>,
  values: Readonly<Record<string, unknown>>,
  what: string,
): OverriddenRecipe {
  const owners = Object.keys(values).flatMap((path) => {
    const fields = path.split(".");
    return KINDS.includes(fields.at(-1)!) ? [fields.slice(0, -1).join(".")] : [];
  });
  let changed = override(json, values);
  const dropped: string[] = [];
  for (let found = strangers(changed, owners); found.length > 0;) {
    // What was set by the same words is meant, and its error is told.
    const paths = found.filter((path) =>
      !Object.keys(values).some((set) => set === path || set.startsWith(`${path}.`))
    );
    if (paths.length === 0) break;
    changed = override(changed, Object.fromEntries(paths.map((path) => [path, null])));
    dropped.push(...paths);
    found = strangers(changed, owners);
  }
  const remarks = dropped.length === 0
    ? []
    : [`Dropped ${dropped.join(", ")}, which the new kind does not have.`];
  return { recipe: parseRecipe(changed, what), remarks };
}

/** The paths of the fields right within some parts that the schemas of these parts do not know. */
function strangers(recipe: Record<string, unknown>, owners: readonly string[]): string[] {
  const schema = recipeSchema.extend({ model: autoencoderOptionsFor(recipe.model) });
  const { error } = schema.safeParse(recipe);
  return (error?.issues ?? []).flatMap((issue) => {
    const owner = issue.path.join(".");
    return issue.code === "unrecognized_keys" && owners.includes(owner)
      ? issue.keys.map((key) => `${owner}.${key}`)
      : [];
  });
}
