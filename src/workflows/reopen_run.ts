import { readRecipe } from "../io/read_recipe.ts";
import type { Numerics } from "../kernels/mod.ts";
import { planAutoencoder } from "../model/mod.ts";
import { overrideRecipe } from "../recipes/mod.ts";
import {
  autoencoderCheckpoint,
  type Checkpoint,
  checkWhole,
  readCheckpoint,
} from "../runs/checkpoint.ts";
import { isFinished } from "../runs/is_finished.ts";
import { readPreprocessor } from "../runs/preprocessor_file.ts";
import { readStart, type Start } from "../runs/read_start.ts";
import { readRunConfig, type RunConfig } from "../runs/run_config.ts";
import { lockedRun } from "./locked_run.ts";
import type { PreparedRun } from "./prepare_run.ts";
import { type ResolvedRun, resolveRun } from "./resolve_run.ts";

/**
 * A run to go on with. Throws an Error, one sentence, when the recipe, the data or the kernels are
 * not those that the run began with, nor the weights that it is to start from: a training cut in two must
 * be the one it would have been. Throws the signal's reason where it is aborted.
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
  const before = readRunConfig(directory), run = { directory, before, verb: "resume" as const };
  const recipe = recipeName === undefined
    ? overrideRecipe(before.recipe, overrides, "the changed recipe").recipe
    : readRecipe(recipeName, overrides);
  return await lockedRun(directory, async () => {
    // What a recipe says of itself decides nothing.
    const { description } = recipe;
    refuseChange(run, { what: "recipe", before: { ...before.recipe, description }, now: recipe });
    const { config: { kernels, plugins }, plan, stages, data } = await resolveAgain(run, {
      numerics,
      signal,
    });
    refuseChange(run, {
      what: "plug-ins",
      before: neededOf(before.plugins),
      now: neededOf(plugins),
    });
    refuseChange(run, { what: "kernels", before: before.kernels, now: kernels });
    const from = await readCheckpoint(directory, autoencoderCheckpoint(before));
    const { params } = from ? {} : await sameStart(directory, before) ?? {};
    return {
      directory,
      config: before,
      plan,
      stages,
      data,
      ...(from && { from }),
      ...(params && { params }),
    };
  });
}

/** A run whose training was left, at a place to be finished from. */
export type InterruptedRun = PreparedRun & { readonly from: Checkpoint };

/**
 * A run whose training was interrupted, to be finished as it is. Throws an Error, one sentence, where
 * nothing of it is trained, where it is finished, and when the data are not those that it began with.
 * Throws the signal's reason where it is aborted.
 */
export async function prepareInterruptedRun(
  directory: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<InterruptedRun> {
  const before = readRunConfig(directory), run = { directory, before, verb: "finish" as const };
  return await lockedRun(directory, async () => {
    const from = await readCheckpoint(directory, autoencoderCheckpoint(before)),
      progress = from?.snapshot.progress;
    if (await isFinished(directory, { plan: planAutoencoder(before.spec), progress })) {
      throw new Error(
        `Cannot finish ${directory}: it is finished; "report ${directory}" writes its report anew, ` +
          `"export ${directory}" its ONNX files`,
      );
    }
    if (!from) {
      throw new Error(
        `Cannot finish ${directory}: nothing of it is trained yet; train it with ` +
          `"train --resume ${directory}"`,
      );
    }
    // The kernels that would train on need not be those that trained: no step is taken.
    const { plan, stages, data } = await resolveAgain(run, { signal });
    checkWhole(from, { directory, verb: "finish" });
    return { directory, config: before, plan, stages, data, from };
  });
}

/** A run that is opened again, and what for. */
interface Reopened {
  readonly directory: string;
  readonly before: RunConfig;
  readonly verb: "resume" | "finish";
}

/** Everything that a run began with, read once more. */
async function resolveAgain(
  run: Reopened,
  { numerics, signal }: { numerics?: Numerics | undefined; signal?: AbortSignal | undefined },
): Promise<ResolvedRun> {
  const { directory, before } = run, { path: _, ...data } = before.data;
  const resolved = await resolveRun(before.recipe, {
    numerics: numerics ?? before.kernels.numerics,
    signal,
    path: before.data.path,
    learnt: before.from && {
      run: before.from.run,
      preprocessor: await readPreprocessor(directory),
      classes: planAutoencoder(before.spec).classes === undefined ? undefined : data.classes,
    },
  });
  const { path: __, ...now } = resolved.config.data;
  refuseChange(run, { what: "data", before: data, now });
  return resolved;
}

/** The weights that a run is to start from, once more; undefined of one that starts from none. */
async function sameStart(directory: string, { from }: RunConfig): Promise<Start | undefined> {
  if (!from) return undefined;
  const start = await readStart(from.run);
  if (start.sha256 === from.sha256) return start;
  throw new Error(
    `Cannot resume ${directory}: the weights of ${from.run} are not those that it began with; ` +
      `start a new run with --from ${from.run}`,
  );
}

/** The plug-ins that decide the steps of a training, by name. */
function neededOf(plugins: RunConfig["plugins"] = []): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    plugins.filter(({ needed }) => needed).map(({ name, ...record }) => [name, record]),
  );
}

function refuseChange(
  { directory, verb }: Reopened,
  { what, before, now }: { what: string; before: unknown; now: unknown },
): void {
  const field = firstDifference(before, now);
  if (field === undefined) return;
  const remedy = verb === "finish" ? "put back what it was" : "start a new run instead";
  throw new Error(`Cannot ${verb} ${directory}: the ${what} changed (${field}); ${remedy}`);
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
