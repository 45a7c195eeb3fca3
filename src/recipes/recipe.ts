import { z } from "zod";
import { stageOptions } from "../pretraining/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { trainingOptions } from "../training/mod.ts";
import { autoencoderOptions, autoencoderOptionsFor } from "../variants/mod.ts";
import { type ClassifierRecipe, recipeClassifier } from "./classifier_recipe.ts";
import { type DataOptions, dataOptions } from "./data_options.ts";

/** The schema of a recipe: everything that decides a training. */
export const recipeSchema = z.strictObject({
  /** The place of the schema of this file, for editors. */
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, "expected lower-case letters, digits, - and ."),
  description: z.string().min(1),
  data: dataOptions,
  model: autoencoderOptions,
  /** Trainings of parts of the model, one after the other, before that of the whole; none unless given. */
  stages: z.array(stageOptions).min(1).optional(),
  training: trainingOptions,
  /** The classifier on the encoder that is trained at last; none unless given. */
  classifier: recipeClassifier.optional(),
  seed: z.int().min(0).default(0),
});

/** A recipe with its defaults filled in. */
export type Recipe = z.infer<typeof recipeSchema>;

/** The classifier that a recipe trains at last, with its seed; undefined of a recipe without. */
export function classifierOf({ classifier, seed }: Recipe): ClassifierRecipe | undefined {
  return classifier && { ...classifier, seed };
}

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
  if (recipe.training.epochs === 0 && !recipe.stages && !recipe.classifier) {
    throw new TypeError(
      `Cannot use ${what}: training.epochs is 0 and there are neither stages nor a classifier, so that ` +
        `nothing would be trained`,
    );
  }
  const early =
    recipe.stages?.findIndex(({ training }) =>
      "earlyStopping" in training && training.earlyStopping
    ) ?? -1;
  if (early >= 0 && recipe.data.validation === 0) {
    throw new TypeError(
      `Cannot use ${what}: stages.${early}.training.earlyStopping needs validation examples, set ` +
        `data.validation above 0`,
    );
  }
  checkClassifier(recipe, what);
  checkLabelled(recipe, what);
  const { missing, missingIndicator } = recipe.data;
  if (missingIndicator && missing !== "mean" && missing !== "median") {
    throw new TypeError(
      `Cannot use ${what}: data.missingIndicator marks empty cells that are filled, set ` +
        `data.missing=mean or median`,
    );
  }
  checkAugmented(recipe.data, what);
  return recipe;
}

/** Throws a TypeError, one sentence, for a classifier whose epoch nothing could choose. */
function checkClassifier({ classifier, data }: Recipe, what: string): void {
  if (classifier?.validation === "held-out" && data.validation === 0) {
    throw new TypeError(
      `Cannot use ${what}: classifier.validation is "held-out", and nothing is held out; set ` +
        `data.validation above 0`,
    );
  }
}

/** Throws a TypeError, one sentence, for label units beside a machine that does not stay one. */
function checkLabelled({ stages = [], training }: Recipe, what: string): void {
  const labelled = stages.findIndex((stage) => "classes" in stage);
  if (labelled < 0 || training.epochs === 0) return;
  throw new TypeError(
    `Cannot use ${what}: stages.${labelled}.classes gives the top machine label units, and the training of ` +
      `the whole would leave no machine of it; set training.epochs=0`,
  );
}

/** Throws a TypeError, one sentence, for augmentations that have no meaning for what values become. */
function checkAugmented({ augment, scale, binarize }: DataOptions, what: string): void {
  if (augment?.brightness !== undefined && scale !== undefined && scale !== "none") {
    throw new TypeError(
      `Cannot use ${what}: data.augment.brightness multiplies values as they were read, set ` +
        `data.scale=none or leave it out`,
    );
  }
  if (binarize && (augment?.brightness ?? augment?.rotation) !== undefined) {
    throw new TypeError(
      `Cannot use ${what}: data.augment.${
        augment?.brightness === undefined ? "rotation" : "brightness"
      } makes other values than the 0 and 1 of data.binarize, leave out one of them`,
    );
  }
}
