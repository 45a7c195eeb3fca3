import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { Progress, TrainingOptions } from "../../training/mod.ts";
import type { Outcome } from "../options/command.ts";
import { INTERRUPTED } from "./hear_interrupts.ts";
import { type NamedStage, positionText } from "./position_text.ts";

/**
 * The outcome of a training that an interrupt ended: where its checkpoint stands, or that it has none, and
 * what goes on with it.
 */
export function interruptedOutcome(
  { directory, options, stage, plugins = [] }: {
    directory: string;
    /** The files of its plug-ins. */
    plugins?: readonly string[];
    options: Pick<TrainingOptions, "epochs" | "earlyStopping">;
    /** The stage of pre-training that was interrupted; absent of the whole model's training. */
    stage?: NamedStage | undefined;
  },
  progress: Progress | undefined,
): Outcome {
  return {
    json: { run: directory, interrupted: true, step: progress?.step ?? 0 },
    text: progress
      ? `Interrupted ${positionText(progress, options, stage)}; ${goOnWith(directory, plugins)}` +
        (stage ? "" : `, or finish it as it is with: ${finishWith(directory, plugins)}`)
      : `Interrupted before the first step: nothing is trained, and ${directory} has no ` +
        `checkpoint; ${goOnWith(directory, plugins)}`,
    exitCode: INTERRUPTED,
  };
}

/**
 * The outcome of an interrupt while the classifier of a run was trained, whose autoencoder is finished:
 * where its checkpoint stands, and what goes on with it.
 */
export function interruptedClassifier(
  { directory, recipe: { training, ladder }, goOn }: {
    directory: string;
    recipe: ClassifierRecipe;
    /** The words for what goes on with it. */
    goOn: string;
  },
  { progress, stage }: { progress?: Progress; stage?: NamedStage & { epochs: number } } = {},
): Outcome {
  const options = stage ?? ladder ?? { ...training, epochs: training.epochs ?? Infinity };
  return {
    json: { run: directory, interrupted: true, classifier: true, step: progress?.step ?? 0 },
    text: progress
      ? `Interrupted the classifier ${positionText(progress, options, stage)}; go on with: ${goOn}`
      : `Interrupted before the first step of the classifier; go on with: ${goOn}`,
    exitCode: INTERRUPTED,
  };
}

/** The outcome of an interrupt before a training wrote anything, be it new or resumed in a folder. */
export function outcomeBeforeTraining(
  resumed: string | undefined,
  plugins: readonly string[] = [],
): Outcome {
  return {
    json: { ...(resumed !== undefined && { run: resumed }), interrupted: true },
    text: resumed === undefined
      ? "Interrupted before the first step: nothing is trained, and nothing was written"
      : `Interrupted before another step: ${resumed} is as it was; ${goOnWith(resumed, plugins)}`,
    exitCode: INTERRUPTED,
  };
}

function goOnWith(directory: string, plugins: readonly string[]): string {
  return `go on with: ${resumeLine(directory, plugins)}`;
}

function finishWith(directory: string, plugins: readonly string[]): string {
  return `deno task isthmus finish ${directory}${pluginWords(plugins)}`;
}

/** The line that goes on with the training of a run, with the files of the plug-ins that it was given. */
export function resumeLine(directory: string, plugins: readonly string[]): string {
  return `deno task train --resume ${directory}${pluginWords(plugins)}`;
}

/** The options that name the files of plug-ins once more. */
export function pluginWords(plugins: readonly string[]): string {
  return plugins.map((file) => ` --plugin ${file}`).join("");
}
