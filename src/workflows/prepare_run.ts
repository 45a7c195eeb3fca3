import { join } from "@std/path";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import { type Checkpoint, readCheckpoint } from "../runs/checkpoint.ts";
import { createPause } from "./create_pause.ts";
import { readKernels } from "../io/read_kernels.ts";
import { readRecipe } from "../io/read_recipe.ts";
import { readRunConfig, type RunConfig } from "../runs/run_config.ts";
import { lockRun, newRunDirectory, RUN_FILES } from "../runs/run_folder.ts";
import { dataFingerprint } from "../runs/data_fingerprint.ts";
import { readRecipeData, type SplitData, splitData } from "../runs/split_data.ts";
import { fitPreparation, prepareData } from "../runs/preparation.ts";
import { type Parts, writeSplit } from "../runs/split_file.ts";
import { versions } from "../runs/versions.ts";
import { type Numerics, startBackend } from "../kernels/mod.ts";
import { forExamples, type Plan, planAutoencoder } from "../model/mod.ts";
import { describeAutoencoder } from "../variants/mod.ts";
import { overrideRecipe, type Recipe } from "../recipes/mod.ts";
import { checkBatches, checkExamples } from "../training/mod.ts";

/** A training about to start or to go on, its folder locked until it is disposed of. */
export interface PreparedRun extends Disposable {
  readonly directory: string;
  readonly config: RunConfig;
  readonly plan: Plan;
  readonly data: SplitData;
  /** The place to go on from; absent at the beginning. */
  readonly from?: Checkpoint;
}

/**
 * Everything that a new run needs, checked; nothing is written before all of it is sound. Throws the
 * signal's reason, with nothing written, where it is aborted before that.
 */
export async function prepareNewRun(
  recipe: Recipe,
  { numerics, out, signal }: {
    numerics?: Numerics | undefined;
    out?: string | undefined;
    signal?: AbortSignal;
  },
): Promise<PreparedRun> {
  const directory = newRunDirectory(recipe.name, out);
  const { config, plan, data, parts } = await resolve(recipe, {
    numerics: numerics ?? "fast",
    ...(signal && { signal }),
  });
  const lock = lockRun(directory);
  try {
    // Reading the data takes its time: another run may have come and gone meanwhile.
    newRunDirectory(recipe.name, directory);
    await writeSplit(directory, parts);
    await atomicWriteJson(join(directory, RUN_FILES.config), config);
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
  return { directory, config, plan, data, [Symbol.dispose]: () => lock[Symbol.dispose]() };
}

/**
 * A run to go on with. Throws an Error, one sentence, when the recipe, the data or the kernels are
 * not those that the run began with: a training cut in two must be the one it would have been. Throws
 * the signal's reason where it is aborted.
 */
export async function prepareResumedRun(
  directory: string,
  { recipe: recipeName, overrides, numerics, signal }: {
    recipe?: string;
    overrides: Readonly<Record<string, unknown>>;
    numerics?: Numerics | undefined;
    signal?: AbortSignal;
  },
): Promise<PreparedRun> {
  const before = readRunConfig(directory);
  const recipe = recipeName === undefined
    ? overrideRecipe(before.recipe, overrides, "the changed recipe").recipe
    : readRecipe(recipeName, overrides);
  const lock = lockRun(directory);
  try {
    refuseChange(directory, { what: "recipe", before: before.recipe, now: recipe });
    const { config, plan, data } = await resolve(recipe, {
      numerics: numerics ?? before.kernels.numerics,
      ...(signal && { signal }),
    });
    refuseChange(directory, { what: "data", before: before.data, now: config.data });
    refuseChange(directory, { what: "kernels", before: before.kernels, now: config.kernels });
    const from = await readCheckpoint(directory, before);
    return {
      directory,
      config: before,
      plan,
      data,
      ...(from && { from }),
      [Symbol.dispose]: () => lock[Symbol.dispose](),
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

async function resolve(
  recipe: Recipe,
  { numerics, signal }: { numerics: Numerics; signal?: AbortSignal },
): Promise<{
  config: RunConfig;
  plan: Plan;
  data: SplitData;
  /** The same examples before they are scaled. */
  parts: Parts;
}> {
  const pause = createPause(signal);
  const dataSet = await readRecipeData(recipe, signal ? { signal } : {});
  const sha256 = await dataFingerprint(dataSet);
  const parts = splitData(dataSet, recipe);
  const data = prepareData(parts, fitPreparation(parts, recipe));
  await pause();
  const described = describeAutoencoder(recipe.model, data.train.shape);
  const spec = forExamples(described, data.train.count);
  const plan = planAutoencoder(spec);
  for (const examples of isFitted(data) ? [data.train] : [data.train, data.validation, data.test]) {
    if (examples) checkExamples(examples, { plan, name: recipe.data.name });
  }
  checkBatches(plan, { count: data.train.count, batchSize: recipe.training.batchSize });
  const kernels = await startBackend({ binaries: await readKernels(), numerics });
  await pause();
  const config: RunConfig = {
    recipe,
    spec,
    data: {
      name: recipe.data.name,
      sha256,
      train: data.train.count,
      validation: data.validation?.count ?? 0,
      test: data.test.count,
      ...(data.classes && { classes: [...data.classes] }),
    },
    kernels,
    versions: versions(),
  };
  return { config, plan, data, parts: { validation: undefined, ...parts } };
}

/**
 * True where the range of values is that of the training examples: others may pass it, as new ones will,
 * and losses of values in [0, 1] go on past it.
 */
function isFitted({ preparation }: SplitData): boolean {
  return preparation?.scaling?.scale === "unit";
}

function refuseChange(
  directory: string,
  { what, before, now }: { what: string; before: unknown; now: unknown },
): void {
  const field = firstDifference(before, now);
  if (field === undefined) return;
  throw new Error(
    `Cannot resume ${directory}: the ${what} changed (${field}); start a new run instead`,
  );
}

/** The path and the two values of the first field that differs, in words. */
function firstDifference(before: unknown, now: unknown, path = ""): string | undefined {
  if (!isObject(before) || !isObject(now)) {
    if (Object.is(before, now)) return undefined;
    return `${path} was ${JSON.stringify(before)}, is ${JSON.stringify(now)}`;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const difference = firstDifference(before[key], now[key], path ? `${path}.${key}` : key);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
