import type { DataSet } from "../data/mod.ts";
import { readKernels } from "../io/read_kernels.ts";
import { type Numerics, startBackend, threadCounts } from "../kernels/mod.ts";
import { forExamples, type Plan, planAutoencoder } from "../model/mod.ts";
import { planStages, type Stage } from "../pretraining/mod.ts";
import type { Preparation, RunPreprocessor } from "../preprocessing/mod.ts";
import { classifierOf, type Recipe } from "../recipes/mod.ts";
import { conformData } from "../runs/conform_data.ts";
import { dataFingerprint } from "../runs/data_fingerprint.ts";
import { locateData, placeOfData } from "../runs/locate_data.ts";
import type { RunConfig } from "../runs/run_config.ts";
import { fitPreparation, prepareData } from "../runs/preparation.ts";
import { readRecipeData, type SplitData, splitData } from "../runs/split_data.ts";
import type { Parts } from "../runs/split_file.ts";
import { recordPlugins } from "../schemas/plugin_records.ts";
import { versions } from "../runs/versions.ts";
import { checkAugment, checkBatches, checkExamples, trainingPlan } from "../training/mod.ts";
import { describeAutoencoder } from "../variants/mod.ts";
import { planClassifier } from "./classifier/plan_classifier.ts";
import { tryModel } from "./plugins/try_model.ts";
import { createPause } from "./create_pause.ts";
import { fitLikelihood } from "./fit_likelihood.ts";
import { scaleRemarks } from "./scale_remarks.ts";

/** The names, the words and the scale that the weights of a run were learnt with. */
export interface Learnt {
  /** The folder of the run. */
  readonly run: string;
  readonly preprocessor: RunPreprocessor;
  /** Its classes, where its model depends on them. */
  readonly classes?: readonly string[] | undefined;
}

/** The choices of resolving a recipe. */
export interface ResolveOptions {
  readonly numerics: Numerics;
  readonly signal?: AbortSignal | undefined;
  /** Another path of the data, for where the recipe's leads to nothing. */
  readonly path?: string | undefined;
  /** The run whose weights the training starts from. */
  readonly learnt?: Learnt | undefined;
}

/** Everything that a recipe comes to on this machine. */
export interface ResolvedRun {
  readonly config: RunConfig;
  readonly plan: Plan;
  readonly stages: readonly Stage[];
  readonly data: SplitData;
  /** The same examples before they are scaled. */
  readonly parts: Parts;
}

/** Reads and checks all that a training needs. Throws the signal's reason where it is aborted. */
export async function resolveRun(
  recipe: Recipe,
  { numerics, signal, path, learnt }: ResolveOptions,
): Promise<ResolvedRun> {
  const pause = createPause(signal);
  const located = await locateData(recipe, path);
  const dataSet = await readConformed(located, { signal, learnt });
  const sha256 = await dataFingerprint(dataSet);
  const parts = splitData(dataSet, recipe);
  const { preparation, remarks } = choosePreparation(parts, recipe, learnt);
  const prepared = prepareData(parts, preparation, recipe);
  const data = { ...prepared, remarks: [...prepared.remarks, ...remarks] };
  await pause();
  const described = describeAutoencoder(fitLikelihood(recipe.model, parts), data.train.shape);
  const spec = forExamples(described, data.train.count);
  const plan = planAutoencoder(spec);
  for (const examples of isFitted(data) ? [data.train] : [data.train, data.validation, data.test]) {
    if (examples) checkExamples(examples, { plan, name: recipe.data.name });
  }
  const { augment } = recipe.data;
  if (augment) checkAugment(augment, { plan, name: recipe.data.name });
  trainingPlan(plan, recipe.training);
  const staged = planStages(plan, recipe.stages ?? []);
  for (const { check } of staged.stages) {
    check?.(data.train, { name: recipe.data.name, classes: data.classes });
  }
  checkBatches(plan, { count: data.train.count, batchSize: recipe.training.batchSize });
  const classifier = classifierOf(recipe);
  if (classifier) planClassifier(spec, classifier, { data, name: recipe.data.name });
  const kernels = await startBackend({ binaries: await readKernels(), numerics });
  const threads = threadCounts();
  await pause();
  const plugins = recordPlugins({ recipe, spec }), needed = plugins.filter(({ needed }) => needed);
  if (needed.length > 0) await tryModel(plan, { examples: data.train, plugins: needed });
  const config: RunConfig = {
    recipe,
    spec,
    data: {
      name: recipe.data.name,
      ...placeOfData(recipe, located),
      sha256,
      train: data.train.count,
      validation: data.validation?.count ?? 0,
      test: data.test.count,
      ...(data.classes && { classes: [...data.classes] }),
    },
    kernels,
    threads: { count: threads.most, ...(threads.reason && { reason: threads.reason }) },
    versions: await versions(),
    ...(plugins.length > 0 && { plugins }),
  };
  const said = {
    ...data,
    remarks: [
      ...data.remarks,
      ...scaleRemarks(data, recipe),
      ...staged.remarks,
      ...untrainedRemarks(recipe, learnt),
    ],
  };
  return {
    config,
    plan,
    stages: staged.stages,
    data: said,
    parts: { validation: undefined, ...parts },
  };
}

/** A sentence on an autoencoder of which nothing is trained before its encoder starts a classifier. */
function untrainedRemarks({ training, stages }: Recipe, learnt: Learnt | undefined): string[] {
  if (training.epochs > 0 || stages || learnt) return [];
  return [
    "Nothing of the autoencoder is trained: the classifier starts from an encoder as it was drawn.",
  ];
}

/** A recipe's data, with their names in the order of the run whose weights the training starts from. */
async function readConformed(
  recipe: Recipe,
  { signal, learnt }: Pick<ResolveOptions, "signal" | "learnt">,
): Promise<DataSet> {
  const { columns, encodings = [], words } = learnt?.preprocessor ?? {};
  const dataSet = await readRecipeData(recipe, {
    ...(signal && { signal }),
    ...(words && { words }),
    ...(columns && { encodings }),
  });
  if (!learnt) return dataSet;
  const { run: directory, classes } = learnt;
  const conformed = conformData(dataSet, { classes, columns, encodings }, {
    directory,
    name: recipe.data.name,
  });
  if (!words || !dataSet.words) return conformed;
  const remark = `The words that are counted are those of ${directory}.`;
  return { ...conformed, remarks: [...conformed.remarks ?? [], remark] };
}

/**
 * The numbers that prepare the examples of a training: those of the weights that it starts from where they
 * are of the same kind.
 */
function choosePreparation(
  parts: SplitData,
  recipe: Recipe,
  learnt: Learnt | undefined,
): { preparation: Preparation; remarks: readonly string[] } {
  const fitted = fitPreparation(parts, recipe),
    { scaling: known, fill } = learnt?.preprocessor ?? {};
  const filled = fitted.fill && fill ? { ...fitted, fill } : fitted;
  if (!learnt || !known || known.offset.length !== parts.train.shape.at(-1)) {
    return { preparation: filled, remarks: [] };
  }
  if (known.scale === fitted.scaling?.scale) {
    const remark =
      `The scale of the values is that of ${learnt.run}, which its weights were learnt with.`;
    return { preparation: { ...filled, scaling: known }, remarks: [remark] };
  }
  const remark = `The weights of ${learnt.run} were learnt with data.scale=${known.scale}, this ` +
    `training has ${fitted.scaling?.scale ?? "none"}.`;
  return { preparation: filled, remarks: [remark] };
}

/**
 * True where the range of values is that of the training examples: others may pass it, as new ones will,
 * and losses of values in [0, 1] go on past it.
 */
function isFitted({ preparation }: SplitData): boolean {
  return preparation?.scaling?.scale === "unit";
}
