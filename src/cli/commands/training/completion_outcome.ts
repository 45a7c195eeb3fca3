import { formatDuration } from "../../../core/format_duration.ts";
import { RUN_FILES } from "../../../runs/run_folder.ts";
import type { PreparedRun } from "../../../workflows/prepare_run.ts";
import type { CompletionEvent, RunEnd } from "../../../workflows/training/complete_run.ts";
import type { FinishedTraining } from "../../../workflows/training/finish_run.ts";
import { classifierText } from "../../console/classifier_text.ts";
import { classifierView } from "../../console/classifier_view.ts";
import { evaluationText } from "../../console/evaluation_text.ts";
import { INTERRUPTED } from "../../console/hear_interrupts.ts";
import {
  interruptedClassifier,
  interruptedOutcome,
  resumeLine,
} from "../../console/interrupted_outcome.ts";
import type { ProgressView } from "../../console/progress.ts";
import type { Outcome } from "../../options/command.ts";

/** A drawing of the making of a run; disposing takes its bar away. */
interface CompletionView extends Disposable {
  show(event: CompletionEvent): void;
}

/** Draws a training in a view, says each part of what follows, and draws its classifier in a view of its own. */
export function completionView(
  { data }: PreparedRun,
  { say, show }: Pick<ProgressView, "say" | "show">,
): CompletionView {
  let classifier: ProgressView | undefined;
  return {
    show(event) {
      if (event.type === "finishing") return say(`${event.what} …`);
      if (event.type !== "classifier") return show(event);
      classifier ??= classifierView({ recipe: event.recipe, available: data.train.count });
      classifier.show(event.event);
    },
    [Symbol.dispose]: () => classifier?.[Symbol.dispose](),
  };
}

/** The outcome of a command that made a run, or was interrupted in it. */
export function completionOutcome(
  { directory, config }: PreparedRun,
  end: RunEnd,
  { signal, say, plugins }: {
    signal: AbortSignal;
    say: (line: string) => void;
    /** The files of plug-ins, which what goes on with the run needs, too. */
    plugins: readonly string[];
  },
): Outcome {
  if (end.type === "interrupted") {
    const { stage, progress } = end, options = stage ?? config.recipe.training;
    return interruptedOutcome({ directory, options, stage, plugins }, progress);
  }
  if (end.type === "interrupted-classifier") {
    const goOn = resumeLine(directory, plugins);
    return interruptedClassifier({ directory, recipe: end.recipe, goOn }, end.at);
  }
  const { finished, classifier, leavesClassifier } = end,
    { json, text } = finishedOutcome(finished);
  // What runs one training after another is still to stop.
  if (signal.aborted) say("Interrupted with nothing left to do");
  const rest = signal.aborted ? { exitCode: INTERRUPTED } : {};
  if (classifier) {
    const whole = [text, "", classifierText(classifier, directory)].join("\n");
    return { json: { ...json, classifier }, text: whole, ...rest };
  }
  const remark =
    `The classifier of the recipe is not trained; "classifier ${directory}" trains one.`;
  return { json, text, ...(leavesClassifier && { remarks: [remark] }), ...rest };
}

function finishedOutcome(
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
