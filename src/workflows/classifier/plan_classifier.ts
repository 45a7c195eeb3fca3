import { createRng } from "../../core/rng.ts";
import { chooseLabelled, className, type Examples, splitExamples } from "../../data/mod.ts";
import {
  type AutoencoderSpec,
  describeClassifier,
  type Plan,
  planAutoencoder,
} from "../../model/mod.ts";
import { checkLadder, type LadderOptions } from "../../ladder/mod.ts";
import { classifierNetwork, type ClassifierRecipe, classifierTraining } from "../../recipes/mod.ts";
import type { SplitData } from "../../runs/split_data.ts";
import {
  checkAugment,
  checkBatches,
  type TrainingOptions,
  trainingPlan,
} from "../../training/mod.ts";

/** A classifier to train, checked: its network, its examples and its options. */
export interface PlannedClassifier {
  readonly plan: Plan;
  /** The names of the classes. */
  readonly names: readonly string[];
  /** The labelled examples that it learns from, and those that choose the epoch. */
  readonly train: Examples;
  readonly validation?: Examples;
  readonly training: TrainingOptions;
  /** The examples that a ladder network sees without labels, and its options; absent of others. */
  readonly ladder?: { readonly unlabelled: Examples; readonly options: LadderOptions };
}

/** The data of a classifier, and the words for what it is trained on. */
export interface ClassifierData {
  readonly data: Pick<SplitData, "train" | "validation" | "test" | "classes">;
  readonly name: string;
}

/**
 * The classifier on the encoder of an autoencoder that a recipe describes, and its labelled examples: as
 * many as it says, drawn by its seed, as many of each class.
 *
 * Throws a RangeError, one sentence, for data without labels or of one class, for too few labels, and for
 * options that could not work.
 */
export function planClassifier(
  autoencoder: AutoencoderSpec,
  recipe: ClassifierRecipe,
  { data, name }: ClassifierData,
): PlannedClassifier {
  const { names, labelled } = chooseLabels(data, recipe, name);
  const [train, validation] = partsOf(labelled, recipe, { held: data.validation, name });
  const training = classifierTraining(recipe, train.count);
  if (training.earlyStopping && !validation) {
    throw new RangeError(
      `Cannot train a classifier on ${name}: its training.earlyStopping needs validation examples, set ` +
        `its validation above 0`,
    );
  }
  const plan = planAutoencoder(
    describeClassifier(autoencoder, classifierNetwork(recipe, names.length)),
  );
  const planned = { plan, names, train, ...(validation && { validation }), training };
  if (recipe.ladder) return planLadder(planned, recipe, { unlabelled: data.train, name });
  trainingPlan(plan, training);
  if (recipe.augment) checkAugment(recipe.augment, { plan, name });
  checkBatches(plan, { count: train.count, batchSize: training.batchSize });
  return planned;
}

/** The same classifier as a ladder network. */
function planLadder(
  planned: PlannedClassifier,
  { ladder: options, headEpochs, augment, training: { frozen } }: ClassifierRecipe,
  { unlabelled, name }: { unlabelled: Examples; name: string },
): PlannedClassifier {
  const [other] = Object.entries({ headEpochs: headEpochs || undefined, augment, frozen })
    .flatMap(([option, value]) => value === undefined ? [] : [option]);
  if (other !== undefined) {
    throw new RangeError(
      `Cannot train a classifier on ${name} as a ladder network with ${other}: all of it learns together, ` +
        `from fresh weights; leave out ${other}, or ladder`,
    );
  }
  const { plan, train: labelled, validation } = planned;
  checkLadder({ plan, labelled, unlabelled, validation }, options!);
  return { ...planned, ladder: { unlabelled, options: options! } };
}

/** The labelled examples of a classifier, and the names of their classes. */
export interface ChosenLabels {
  readonly names: readonly string[];
  readonly labelled: Examples;
}

/**
 * The labelled training examples that a classifier learns from: all, or as many as the recipe says, drawn
 * by its seed. Throws a RangeError, one sentence, for data without labels or of one class, and as
 * `chooseLabelled` does.
 */
export function chooseLabels(
  data: Omit<ClassifierData["data"], "validation">,
  { labels, seed }: Pick<ClassifierRecipe, "labels" | "seed">,
  name: string,
): ChosenLabels {
  const names = namesOf(data, name);
  if (labels === undefined) return { names, labelled: data.train };
  const rng = createRng(seed).fork("classifier").fork("labels");
  return {
    names,
    labelled: chooseLabelled(data.train, { count: labels, classes: names.length, rng }),
  };
}

/** The examples that a classifier learns from, and those that choose its epoch. */
function partsOf(
  labelled: Examples,
  { validation, seed }: ClassifierRecipe,
  { held, name }: { held: Examples | undefined; name: string },
): [Examples, Examples?] {
  if (validation === 0) return [labelled];
  if (validation !== "held-out") {
    const { count } = labelled, chosen = Math.round(count * validation);
    if (chosen === 0 || chosen === count) {
      throw new RangeError(
        `Cannot train a classifier on ${name}: a validation of ${validation} takes ${chosen} of ${count} ` +
          `labelled examples, expected some for it and some to learn from; set validation=0, or take more`,
      );
    }
    const rng = createRng(seed).fork("classifier").fork("validation");
    return splitExamples(labelled, validation, { rng });
  }
  if (held) return [labelled, held];
  throw new RangeError(
    `Cannot train a classifier on ${name}: its validation is "held-out", and the run holds no examples ` +
      `out; give a share of the labelled ones, such as 0.2, or 0`,
  );
}

/** The names of the classes of labelled data. Throws a RangeError, one sentence, for others. */
function namesOf(
  { train, test, classes }: Omit<ClassifierData["data"], "validation">,
  name: string,
): readonly string[] {
  if (!train.labels || !test.labels) {
    throw new RangeError(
      `Cannot train a classifier on ${name}: its data have no labels, train on such as have`,
    );
  }
  const largest = train.labels.reduce((most, label) => Math.max(most, label), 0);
  const names = classes ??
    Array.from({ length: largest + 1 }, (_, label) => className(undefined, label));
  if (names.length > 1) return names;
  throw new RangeError(
    `Cannot train a classifier on ${name}: all of its data are of the class ${
      names[0]
    }, expected two ` +
      `classes or more`,
  );
}
