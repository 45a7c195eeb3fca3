import { readRecipe } from "../io/read_recipe.ts";
import type { Numerics } from "../kernels/mod.ts";
import { overrideRecipe, parseRecipe, type Recipe } from "../recipes/mod.ts";
import type { ClassifierRecord } from "../runs/classifier_record.ts";
import { readStart } from "../runs/read_start.ts";
import type { Progress } from "../training/mod.ts";
import { completeRun, type CompletionEvent } from "../workflows/training/complete_run.ts";
import type { FinishedTraining } from "../workflows/training/finish_run.ts";
import { type PreparedRun, prepareNewRun } from "../workflows/prepare_run.ts";
import { prepareResumedRun } from "../workflows/reopen_run.ts";

/** Something that happens while a run is made. */
export type RunEvent =
  /** A sentence on what was guessed of the recipe or the data, or is not as one would expect. */
  | { readonly type: "remark"; readonly text: string }
  /** All is checked, and the training begins. */
  | { readonly type: "prepared"; readonly directory: string; readonly examples: number }
  | CompletionEvent;

/** The choices of making a run, new or old. */
export interface RunOptions {
  /** The kernels: the fastest, or those with the same bytes on every machine. */
  readonly numerics?: Numerics;
  /** Keeps a checkpoint also every so many steps, besides those by time. */
  readonly checkpointEvery?: number;
  /** Interrupts the training: a checkpoint holds what it came to, and `resumeRun` goes on from there. */
  readonly signal?: AbortSignal;
  /** Hears of everything that happens, in order. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** The choices of a new run. */
export interface TrainRunOptions extends RunOptions {
  /** The run folder: `runs/` and the recipe's name unless given. */
  readonly out?: string;
  /** Fields of the recipe by their paths, such as `{ "training.epochs": 5 }`. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The folder of a run whose weights to start from; they are drawn unless given. */
  readonly from?: string;
}

/** The outcome of making a run. */
export type TrainedRun =
  | {
    readonly type: "finished";
    /** The folder of the run. */
    readonly directory: string;
    /** The epoch whose parameters were kept. */
    readonly bestEpoch: number;
    /** The test error beside PCA's, and how near the exported halves are to the trainer. */
    readonly evaluation: FinishedTraining["evaluation"];
    /** The classifier of the recipe, and how often it is right; absent where the recipe has none. */
    readonly classifier?: ClassifierRecord;
  }
  | {
    readonly type: "interrupted";
    /** The folder of the run, with what it came to. */
    readonly directory: string;
    /** The training that was interrupted: the autoencoder's, or that of the recipe's classifier. */
    readonly during: "training" | "classifier";
    /** The position of that training's checkpoint; absent before the first step. */
    readonly progress?: Progress;
  };

/**
 * Trains a recipe into a run folder, as `deno task train` does: checkpoints, ONNX files checked against the
 * trainer, the evaluation beside PCA, report and card. `recipe` is the name of one that comes with the
 * toolkit, the path of a file, or the same as an object.
 *
 * Throws an Error, one sentence, before anything is written, for a recipe, data or a folder that do not
 * fit, and the signal's reason where it is aborted before the training begins.
 *
 * @example
 * ```ts
 * import { openRun, trainRun } from "isthmus/runs";
 *
 * const trained = await trainRun("strokes-2", {
 *   out: "runs/short",
 *   set: { "training.epochs": 1, "data.count": 60 },
 *   onEvent: (event) => event.type === "epoch" && assert(event.metrics.trainingLoss > 0),
 * });
 * await using run = await openRun(trained.directory);
 * assert(run.evaluation!.autoencoder.squaredError > 0);
 * ```
 */
export async function trainRun(
  recipe: string | object,
  { set = {}, out, from, numerics, ...options }: TrainRunOptions = {},
): Promise<TrainedRun> {
  const remark = (text: string) => options.onEvent?.({ type: "remark", text });
  const checked = recipeOf(recipe, { set, remark });
  const start = from === undefined ? undefined : await readStart(from);
  const { signal } = options;
  using run = await prepareNewRun(checked, {
    ...{ numerics, out },
    ...(signal && { signal }),
    ...(start && { start }),
  });
  return await trainPrepared(run, options);
}

/**
 * Goes on with a run, bit for bit, where an interrupt or a crash ended it; one whose training had ended is
 * finished. Throws an Error, one sentence, where its data or kernels are not those that it began with.
 *
 * @example
 * ```ts
 * import { resumeRun, trainRun } from "isthmus/runs";
 *
 * const stop = new AbortController();
 * const part = await trainRun("strokes-2", {
 *   out: "runs/interrupted",
 *   set: { "training.epochs": 2, "data.count": 60 },
 *   signal: stop.signal,
 *   onEvent: (event) => event.type === "epoch" && stop.abort(),
 * });
 * assertEquals(part.type, "interrupted");
 * assertEquals((await resumeRun(part.directory)).type, "finished");
 * ```
 */
export async function resumeRun(
  directory: string,
  { numerics, ...options }: RunOptions = {},
): Promise<TrainedRun> {
  const { signal } = options;
  using run = await prepareResumedRun(directory, {
    ...{ overrides: {}, numerics },
    ...(signal && { signal }),
  });
  return await trainPrepared(run, options);
}

function recipeOf(
  recipe: string | object,
  { set, remark }: {
    set: Readonly<Record<string, unknown>>;
    remark: (sentence: string) => void;
  },
): Recipe {
  if (typeof recipe === "string") return readRecipe(recipe, set, { remark });
  const checked = parseRecipe(recipe, "the recipe");
  if (Object.keys(set).length === 0) return checked;
  const { recipe: changed, remarks } = overrideRecipe(
    recipe as Record<string, unknown>,
    set,
    "the recipe",
  );
  remarks.forEach(remark);
  return changed;
}

async function trainPrepared(
  run: PreparedRun,
  { onEvent = () => {}, signal, checkpointEvery }: Omit<RunOptions, "numerics">,
): Promise<TrainedRun> {
  const { directory, data } = run;
  for (const text of data.remarks) onEvent({ type: "remark", text });
  onEvent({ type: "prepared", directory, examples: data.train.count });
  const end = await completeRun(run, { signal, checkpointEvery, onEvent });
  if (end.type === "finished") {
    const { finished: { run: { bestEpoch }, evaluation }, classifier } = end;
    return {
      type: "finished",
      directory,
      bestEpoch,
      evaluation,
      ...(classifier && { classifier }),
    };
  }
  const { progress } = end.type === "interrupted" ? end : end.at;
  return {
    ...{ type: "interrupted", directory },
    during: end.type === "interrupted" ? "training" : "classifier",
    ...(progress && { progress }),
  };
}
