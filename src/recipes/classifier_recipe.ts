import { z } from "zod";
import { ladderOptions } from "../ladder/mod.ts";
import { classifierOptions, type ClassifierOptionsInput } from "../model/mod.ts";
import { override } from "./override.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { optimizerOptions } from "../optimizers/mod.ts";
import { augmentOptions, type TrainingOptions, trainingOptions } from "../training/mod.ts";

/** The optimizer unless given. */
const OPTIMIZER = { type: "adam", learningRate: 0.003 };

/** The schema of what decides the training of a classifier on the encoder of a run. */
export const classifierRecipe = z.strictObject({
  /** The number of labelled examples, as many of each class, drawn by the seed; all unless given. */
  labels: z.int().positive().optional(),
  /**
   * The examples that choose the best epoch: a share below 1 of the labelled ones, 0 for none, or
   * "held-out" for all validation examples of the run, with their labels.
   */
  validation: z.union([z.number().min(0).lt(1), z.literal("held-out")], {
    error: 'expected a share of the labelled examples, from 0 to below 1, or "held-out"',
  }).default(0.2),
  /** The layers between the code and the classes. */
  head: classifierOptions.omit({ classes: true, encoderDropout: true }).prefault({}),
  /** The rates of the dropout in the encoder, of its `inputs` and of its `hidden` units; 0 unless given. */
  encoderDropout: classifierOptions.shape.encoderDropout,
  /** Epochs of the head alone, before encoder and head learn together. */
  headEpochs: z.int().min(0).default(0),
  /** Random changes of labelled pictures, other ones at each step; none unless given. */
  augment: augmentOptions.optional(),
  /**
   * The training of encoder and head as a ladder network, in place of `training`: from fresh weights, with
   * all training examples of the run besides the labelled ones.
   */
  ladder: ladderOptions.exactOptional(),
  training: trainingOptions.extend({
    /**
     * Passes over the labelled examples: 50 unless given, more of few, so that 500 steps are taken, and
     * fewer of many, so that 10,000 are, 5 passes at least.
     */
    epochs: z.int().positive().optional(),
    batchSize: z.int().positive().default(20),
    optimizer: optimizerOptions.default(() => optimizerOptions.parse(OPTIMIZER)),
  }).prefault({}),
  seed: z.int().min(0).default(0),
});

/** The schema of a classifier that a recipe trains last: its seed is that of the recipe. */
export const recipeClassifier = classifierRecipe.omit({ seed: true });

/** The choices of training a classifier, with their defaults filled in. */
export type ClassifierRecipe = z.infer<typeof classifierRecipe>;

/**
 * The choices of training a classifier with some fields set, such as `training.optimizer.learningRate`, and
 * defaults for all others. Throws as `override` and `parseClassifierRecipe` do.
 */
export function overrideClassifier(values: Readonly<Record<string, unknown>>): ClassifierRecipe {
  return parseClassifierRecipe(override({ training: { optimizer: OPTIMIZER } }, values));
}

/** Reads the choices of training a classifier; throws a TypeError, one sentence, that names the field. */
export function parseClassifierRecipe(value: unknown): ClassifierRecipe {
  return parseWith(classifierRecipe, value, "these options of a classifier");
}

/** The network that these choices make of an autoencoder, for `describeClassifier`. */
export function classifierNetwork(
  { head, encoderDropout }: Pick<ClassifierRecipe, "head" | "encoderDropout">,
  classes: number,
): ClassifierOptionsInput {
  return { ...head, encoderDropout, classes };
}

/** The passes over labelled examples unless given, the least of them, and the steps that bound them. */
const EPOCHS = 50, LEAST_EPOCHS = 5, LEAST_STEPS = 500, MOST_STEPS = 10_000;

/** The training of a classifier on so many examples. */
export function classifierTraining(
  { training: { epochs, ...training } }: ClassifierRecipe,
  count: number,
): TrainingOptions {
  const steps = Math.ceil(count / training.batchSize);
  const most = Math.max(LEAST_EPOCHS, Math.ceil(MOST_STEPS / steps));
  const wanted = Math.min(most, Math.max(EPOCHS, Math.ceil(LEAST_STEPS / steps)));
  return { ...training, epochs: epochs ?? wanted };
}
