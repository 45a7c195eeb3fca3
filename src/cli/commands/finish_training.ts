import { formatDuration } from "../../core/format_duration.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { type FinishedTraining, finishRun, type Trained } from "../../workflows/finish_run.ts";
import type { PreparedRun } from "../../workflows/prepare_run.ts";
import { evaluationText } from "../console/evaluation_text.ts";
import { INTERRUPTED } from "../console/hear_interrupts.ts";
import { interruptedOutcome } from "../console/interrupted_outcome.ts";
import { unlessAborted } from "../console/unless_aborted.ts";
import type { Outcome } from "../options/command.ts";

/** Finishes a training, saying each stage of it, and gives the outcome for a command. */
export async function finishTraining(
  run: PreparedRun,
  trained: Trained,
  { signal, say }: { signal: AbortSignal; say: (line: string) => void },
): Promise<Outcome> {
  const onStage = (stage: string) => say(`${stage} …`);
  const finished = await unlessAborted(finishRun(run, trained, { signal, onStage }), signal);
  if (!finished) {
    const place = { directory: run.directory, options: run.config.recipe.training };
    return interruptedOutcome(place, trained.progress);
  }
  if (!signal.aborted) return outcomeOf(finished);
  say("Interrupted with nothing left to do");
  // What runs one training after another is still to stop.
  return { ...outcomeOf(finished), exitCode: INTERRUPTED };
}

function outcomeOf(
  { run: { directory, bestEpoch, stopped, config }, evaluation }: FinishedTraining,
): Outcome {
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
