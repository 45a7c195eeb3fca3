export {
  classifierNetwork,
  type ClassifierRecipe,
  classifierRecipe,
  classifierTraining,
  overrideClassifier,
  parseClassifierRecipe,
} from "./classifier_recipe.ts";
export { type DataOptions, dataOptions } from "./data_options.ts";
export { describeChanges } from "./describe_changes.ts";
export { recipeJsonSchema } from "./json_schema.ts";
export { override, parseAssignment } from "./override.ts";
export { type OverriddenRecipe, overrideRecipe } from "./override_recipe.ts";
export { classifierOf, parseRecipe, type Recipe, recipeSchema } from "./recipe.ts";
