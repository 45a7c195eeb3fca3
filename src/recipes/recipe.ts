import { z } from "zod";
import { parseWith } from "../schemas/parse_with.ts";
import { trainingOptions } from "../training/mod.ts";
import { autoencoderOptions, autoencoderOptionsFor } from "../variants/mod.ts";
import { dataOptions } from "./data_options.ts";

/** The schema of a recipe: everything that decides a training. */
export const recipeSchema = z.strictObject({
  /** The place of the schema of this file, for editors. */
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, "expected lower-case letters, digits, - and ."),
  description: z.string().min(1),
  data: dataOptions,
  model: autoencoderOptions,
  training: trainingOptions,
  seed: z.int().min(0).default(0),
});

/** A recipe with its defaults filled in. */
export type Recipe = z.infer<typeof recipeSchema>;

/** Reads a recipe from parsed JSON; throws a TypeError, one sentence, that names `what` and the field. */
export function parseRecipe(value: unknown, what: string): Recipe {
  const model = typeof value === "object" && value !== null && "model" in value
    ? value.model
    : undefined;
  // The alternative that is meant gives better sentences than "matches none of two".
  const recipe = parseWith(
    recipeSchema.extend({ model: autoencoderOptionsFor(model) }),
    value,
    what,
  );
  if (recipe.training.earlyStopping && recipe.data.validation === 0) {
    throw new TypeError(
      `Cannot use ${what}: training.earlyStopping needs validation examples, set data.validation above 0`,
    );
  }
  return recipe;
}
