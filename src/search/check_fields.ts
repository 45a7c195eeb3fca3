import { overrideRecipe, type Recipe } from "../recipes/mod.ts";
import { outerValues, type SearchSpace } from "./space.ts";

/** The beginnings of fields that cannot be searched, and the reasons. */
const REFUSED: readonly (readonly [prefix: string, reason: string])[] = [
  ["training.epochs", "it is what the search gives out; say the most with --epochs"],
  [
    "seed",
    "other validation examples would be drawn, and errors of different examples say nothing of options",
  ],
  ["data", "errors would be of other examples, or in other units, and say nothing of options"],
  ["classifier", "the error that chooses is that of the autoencoder"],
  ["name", "it decides nothing"],
  ["description", "it decides nothing"],
  ["$schema", "it decides nothing"],
];

/** The only fields of the data that leave the validation examples as they are. */
const AUGMENT = "data.augment";

/**
 * Throws a TypeError, one sentence, for a field that cannot be searched, for one that recipes have not, and
 * for a value that it does not take; `what` is the name of the space.
 */
export function checkFields(recipe: Recipe, { fields }: SearchSpace, what: string): void {
  for (const [path, field] of Object.entries(fields)) {
    const isWithin = (prefix: string) => path === prefix || path.startsWith(`${prefix}.`);
    const refused = isWithin(AUGMENT) ? undefined : REFUSED.find(([prefix]) => isWithin(prefix));
    if (refused) throw new TypeError(`Cannot search ${path}: ${refused[1]}`);
    for (const value of outerValues(field)) {
      overrideRecipe(recipe, { [path]: value }, `${what} with ${path}=${JSON.stringify(value)}`);
    }
  }
  if (recipe.data.validation === 0) {
    throw new TypeError(
      "Cannot search options: the recipe holds no validation examples out, set data.validation above 0",
    );
  }
}
