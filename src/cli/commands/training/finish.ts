import { finishTrained } from "../../../workflows/training/complete_run.ts";
import { trainedSoFar } from "../../../workflows/training/trained_so_far.ts";
import { prepareInterruptedRun } from "../../../workflows/reopen_run.ts";
import { outcomeBeforeTraining } from "../../console/interrupted_outcome.ts";
import { note } from "../../console/note.ts";
import { positionText } from "../../console/position_text.ts";
import { unlessAborted } from "../../console/unless_aborted.ts";
import type { Command } from "../../options/command.ts";
import { takeThreads, THREADS_OPTION } from "../../options/shared_options.ts";
import { requiredPositional } from "../../options/values.ts";
import { completionOutcome, completionView } from "./completion_outcome.ts";

/** Finishes an interrupted training as it is. */
export const finishCommand: Command = {
  name: "finish",
  hearsInterrupts: true,
  place: 15,
  summary: "finishes an interrupted training as it is, from the best epoch so far",
  positionals: "RUN",
  options: THREADS_OPTION,
  example: "deno task isthmus finish runs/strokes-deep",
  prepare(args) {
    takeThreads(args);
    const directory = requiredPositional(args, "RUN"), plugins = args.values("plugin");
    return async (signal) => {
      using run = await unlessAborted(prepareInterruptedRun(directory, { signal }), signal);
      if (!run) return outcomeBeforeTraining(directory, plugins);
      const say = (line: string) => console.error(line);
      const { name, training } = run.config.recipe;
      const trained = trainedSoFar(run.from);
      say(
        `Finishing ${name} in ${directory} as it is, ${
          positionText(trained.progress, training)
        }: the weights are of epoch ${trained.bestEpoch}`,
      );
      for (const remark of run.data.remarks) say(note(remark));
      // No step of the autoencoder is taken.
      using drawn = completionView(run, { say, show() {} });
      const end = await finishTrained(run, trained, { signal, onEvent: drawn.show });
      return completionOutcome(run, end, { signal, say, plugins });
    };
  },
};
