import { formatDuration } from "../../../core/format_duration.ts";
import { classifierOf, type ClassifierRecipe } from "../../../recipes/mod.ts";
import { RUN_FILES } from "../../../runs/run_folder.ts";
import { addClassifier } from "../../../workflows/classifier/add_classifier.ts";
import { finishedBefore } from "../../../workflows/finished_before.ts";
import { type FinishedTraining, finishRun, type Trained } from "../../../workflows/finish_run.ts";
import type { PreparedRun } from "../../../workflows/prepare_run.ts";
import { classifierText } from "../../console/classifier_text.ts";
import { classifierView } from "../../console/classifier_view.ts";
import { evaluationText } from "../../console/evaluation_text.ts";
import { INTERRUPTED } from "../../console/hear_interrupts.ts";
import {
  interruptedClassifier,
  interruptedOutcome,
  resumeLine,
} from "../../console/interrupted_outcome.ts";
import { unlessAborted } from "../../console/unless_aborted.ts";
import type { Outcome } from "../../options/command.ts";

/** The choices of finishing a training. */
interface FinishTrainingOptions {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** The files of plug-ins, which what goes on with the training needs, too. */
  readonly plugins: readonly string[];
}

/**
 * Finishes a training, saying each stage of it, then trains the classifier of its recipe, where it has one
 * and the training came to its end, and gives the outcome for a command. What an earlier process finished
 * stays as it is.
 */
export async function finishTraining(
  run: PreparedRun,
  trained: Trained,
  options: FinishTrainingOptions,
): Promise<Outcome> {
  const recipe = classifierOf(run.config.recipe);
  const before = recipe && await finishedBefore(run, trained);
  if (before) return await finishClassifier(run, { finished: before, recipe }, options);
  return await finishAutoencoder(run, { trained, recipe }, options);
}

async function finishAutoencoder(
  run: PreparedRun,
  { trained, recipe }: { trained: Trained; recipe: ClassifierRecipe | undefined },
  { signal, say, plugins }: FinishTrainingOptions,
): Promise<Outcome> {
  const onStage = (stage: string) => say(`${stage} …`);
  const finished = await unlessAborted(finishRun(run, trained, { signal, onStage }), signal);
  if (!finished) {
    const place = { directory: run.directory, options: run.config.recipe.training, plugins };
    return interruptedOutcome(place, trained.progress);
  }
  if (!signal.aborted) {
    if (recipe === undefined) return outcomeOf(finished);
    if (!finished.run.stopped) {
      return await finishClassifier(run, { finished, recipe }, { signal, say, plugins });
    }
    const remark =
      `The classifier of the recipe is not trained; "classifier ${run.directory}" trains one.`;
    return { ...outcomeOf(finished), remarks: [remark] };
  }
  say("Interrupted with nothing left to do");
  // What runs one training after another is still to stop.
  return { ...outcomeOf(finished), exitCode: INTERRUPTED };
}

/** Trains the classifier of a recipe, from where an interrupt left it, once the autoencoder is finished. */
async function finishClassifier(
  { directory, data }: PreparedRun,
  { finished, recipe }: { finished: FinishedTraining; recipe: ClassifierRecipe },
  { signal, say, plugins }: FinishTrainingOptions,
): Promise<Outcome> {
  using view = classifierView({ recipe, available: data.train.count });
  say("Training the classifier …");
  const trained = await addClassifier(finished.run, recipe, {
    signal,
    isResumed: true,
    show: view.show,
  });
  if (trained.type === "interrupted") {
    const goOn = resumeLine(directory, plugins);
    return interruptedClassifier({ directory, recipe, goOn }, trained);
  }
  const { json, text } = outcomeOf(finished), { record } = trained;
  return {
    json: { ...json, classifier: record },
    text: [text, "", classifierText(record, directory)].join("\n"),
  };
}

function outcomeOf(
  { run: { directory, bestEpoch, stopped, config }, evaluation }: FinishedTraining,
): { json: Record<string, unknown>; text: string } {
  const { seconds, parity } = evaluation;
  const part = stopped ? `${stopped.epochs} of ${config.recipe.training.epochs} epochs, ` : "";
  return {
    json: { run: directory, bestEpoch, ...(stopped && { stopped }), evaluation },
    text: [
      evaluationText(evaluation),
      "",
      `Trained for ${part}${formatDuration(seconds)}; the exported halves agree with the trainer ` +
      `within ${
        Math.max(parity.code, parity.reconstruction).toExponential(1)
      } of the largest value.`,
      `  look at   ${directory}/${RUN_FILES.report}`,
      `  run       ${directory}/${RUN_FILES.encoder}, ${RUN_FILES.decoder}, ${RUN_FILES.model}`,
      `  read      ${directory}/${RUN_FILES.card}`,
    ].join("\n"),
  };
}
