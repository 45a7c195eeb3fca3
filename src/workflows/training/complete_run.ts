import type { StagedEvent } from "../../pretraining/mod.ts";
import { classifierOf, type ClassifierRecipe } from "../../recipes/mod.ts";
import type { ClassifierRecord } from "../../runs/classifier_record.ts";
import { addClassifier } from "../classifier/add_classifier.ts";
import type { PreparedRun } from "../prepare_run.ts";
import type { InterruptedTraining } from "./drive_training.ts";
import { type FinishedTraining, finishRun, type Trained } from "./finish_run.ts";
import { finishedBefore } from "./finished_before.ts";
import { runTraining } from "./run_training.ts";

/** Something that happens while a run is made. */
export type CompletionEvent =
  /** A step, an epoch or the end of a training: that of a stage, or of the whole. */
  | StagedEvent
  /** A part of what follows the training begins: "Exporting to ONNX". */
  | { readonly type: "finishing"; readonly what: string }
  /** A step, an epoch or the end of the training of the recipe's classifier. */
  | { readonly type: "classifier"; readonly recipe: ClassifierRecipe; readonly event: StagedEvent };

/** The end of making a run: all of it, or where an interrupt came. */
export type RunEnd =
  | {
    readonly type: "finished";
    readonly finished: FinishedTraining;
    /** The classifier of the recipe; absent where it has none, or is left untrained. */
    readonly classifier?: ClassifierRecord;
    /** True where the classifier of the recipe is left, as the training did not come to its end. */
    readonly leavesClassifier?: boolean;
  }
  /** Before the autoencoder was finished: the position of its checkpoint, and its stage. */
  | InterruptedTraining
  /** In its classifier, once the autoencoder was finished. */
  | {
    readonly type: "interrupted-classifier";
    readonly finished: FinishedTraining;
    readonly recipe: ClassifierRecipe;
    readonly at: InterruptedTraining;
  };

/** The choices of what follows a training. */
export interface FinishTrainedOptions {
  /** Interrupts the work; the same call goes on with it. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of everything that happens, in order. */
  onEvent(event: CompletionEvent): void;
}

/** The choices of making a run. */
export interface CompleteRunOptions extends FinishTrainedOptions {
  /** Keeps a checkpoint also every so many steps, besides those by time. */
  readonly checkpointEvery?: number | undefined;
  /** True to write the epochs for TensorBoard, too. */
  readonly logsEvents?: boolean;
}

/**
 * Makes a run from where it stands: trains, finishes, and trains the classifier of the recipe, where it has
 * one. This is the order of it for whoever makes runs: commands, the library, a search. An earlier process
 * may have done any part of it.
 *
 * Throws as `finishRun` and `addClassifier` do.
 */
export async function completeRun(
  run: PreparedRun,
  { checkpointEvery, logsEvents, ...options }: CompleteRunOptions,
): Promise<RunEnd> {
  const end = await runTraining(run, {
    ...{ checkpointEvery, signal: options.signal, show: options.onEvent },
    ...(logsEvents && { logsEvents }),
  });
  return end.type === "interrupted" ? end : await finishTrained(run, end, options);
}

/**
 * Does what follows a training: finishes it, unless an earlier process did, and trains the classifier of its
 * recipe, where it has one and the training came to its end. Throws as `completeRun` does.
 */
export async function finishTrained(
  run: PreparedRun,
  trained: Trained,
  { signal, onEvent }: FinishTrainedOptions,
): Promise<RunEnd> {
  const finished = await finishedOf(run, trained, { signal, onEvent });
  if (finished === undefined) return { type: "interrupted", progress: trained.progress };
  const recipe = classifierOf(run.config.recipe);
  if (recipe === undefined) return { type: "finished", finished };
  if (finished.run.stopped) return { type: "finished", finished, leavesClassifier: true };
  onEvent({ type: "finishing", what: "Training the classifier" });
  const added = await addClassifier(finished.run, recipe, {
    signal,
    isResumed: true,
    show: (event) => onEvent({ type: "classifier", recipe, event }),
  });
  return added.type === "interrupted"
    ? { type: "interrupted-classifier", finished, recipe, at: added }
    : { type: "finished", finished, classifier: added.record };
}

/** A training that is finished, now or by an earlier process; undefined where an interrupt came. */
async function finishedOf(
  run: PreparedRun,
  trained: Trained,
  { signal, onEvent }: FinishTrainedOptions,
): Promise<FinishedTraining | undefined> {
  const before = await finishedBefore(run, trained);
  if (before) return before;
  try {
    return await finishRun(run, trained, {
      ...(signal && { signal }),
      onStage: (what) => onEvent({ type: "finishing", what }),
    });
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error;
    return undefined;
  }
}
