import type { NdArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { chooseLabelled, className, splitExamples } from "../../data/mod.ts";
import {
  classifierParams,
  describeClassifier,
  type Plan,
  planAutoencoder,
} from "../../model/mod.ts";
import { type ClassifierRecipe, classifierTraining } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { fit, type TrainingEvent, type TrainingOptions } from "../../training/mod.ts";

/** A classifier that was learnt, and from what. */
export interface LearntClassifier {
  readonly plan: Plan;
  readonly params: Readonly<Record<string, NdArray>>;
  /** The names of the classes. */
  readonly names: readonly string[];
  readonly training: TrainingOptions;
  /** Numbers of labelled examples: those that it learnt from, and those that chose the epoch. */
  readonly train: number;
  readonly validation: number;
  readonly bestEpoch: number;
  readonly seconds: number;
}

/** The choices of learning a classifier. */
export interface LearnClassifierOptions {
  readonly data: SplitData;
  /** True to begin with fresh parameters, and not with those of the run's encoder. */
  readonly isFresh?: boolean;
  show(event: TrainingEvent): void;
}

/**
 * Trains a classifier on the encoder of a run, from its labelled training examples: as many as the recipe
 * says, drawn by its seed, as many of each class. Needs the backend.
 *
 * Throws a RangeError, one sentence, for data without labels, and as `chooseLabelled` and `fit` do.
 */
export async function learnClassifier(
  { directory, model }: FinishedRun,
  recipe: ClassifierRecipe,
  { data, isFresh = false, show }: LearnClassifierOptions,
): Promise<LearntClassifier> {
  const names = namesOf(data, directory), rng = createRng(recipe.seed).fork("classifier");
  const labelled = recipe.labels === undefined ? data.train : chooseLabelled(data.train, {
    count: recipe.labels,
    classes: names.length,
    rng: rng.fork("labels"),
  });
  const [train, validation] = recipe.validation === 0
    ? [labelled, undefined]
    : splitExamples(labelled, recipe.validation, { rng: rng.fork("validation") });
  const training = classifierTraining(recipe, train.count);
  const plan = planAutoencoder(
    describeClassifier(model.plan.spec, { ...recipe.head, classes: names.length }),
  );
  const started = performance.now();
  const events = fit({
    plan,
    train,
    ...(validation && { validation }),
    options: training,
    rng: rng.fork("training"),
    ...(!isFresh && {
      params: classifierParams(plan, { autoencoder: model, rng: rng.fork("start") }),
    }),
  });
  for await (const event of events) {
    show(event);
    if (event.type !== "end") continue;
    return {
      plan,
      params: event.params,
      names,
      training,
      train: train.count,
      validation: validation?.count ?? 0,
      bestEpoch: event.bestEpoch,
      seconds: (performance.now() - started) / 1000,
    };
  }
  throw new Error("Cannot finish the training of the classifier: it stopped without an end");
}

/** The names of the classes of labelled data. Throws a RangeError, one sentence, for others. */
function namesOf({ train, test, classes }: SplitData, directory: string): readonly string[] {
  if (!train.labels || !test.labels) {
    throw new RangeError(
      `Cannot train a classifier on ${directory}: its data have no labels, train on such as have`,
    );
  }
  if (classes) return classes;
  const largest = train.labels.reduce((most, label) => Math.max(most, label), 0);
  return Array.from({ length: largest + 1 }, (_, label) => className(undefined, label));
}
