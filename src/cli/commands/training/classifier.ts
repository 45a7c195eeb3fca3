import {
  type ClassifierRecipe,
  overrideClassifier,
  parseAssignment,
} from "../../../recipes/mod.ts";
import { openRun } from "../../../runs/open_run.ts";
import { addClassifierToRun } from "../../../workflows/classifier/add_classifier.ts";
import { classifierText } from "../../console/classifier_text.ts";
import { classifierView } from "../../console/classifier_view.ts";
import { interruptedClassifier, pluginWords } from "../../console/interrupted_outcome.ts";
import { note } from "../../console/note.ts";
import type { Arguments, Command } from "../../options/command.ts";
import {
  LOG_OPTION,
  logsEventsValue,
  takeThreads,
  THREADS_OPTION,
} from "../../options/shared_options.ts";
import { integerValue, requiredPositional } from "../../options/values.ts";

/** Trains a classifier on the encoder of a run. */
export const classifierCommand: Command = {
  name: "classifier",
  place: 17,
  hearsInterrupts: true,
  summary: "trains a classifier on the encoder of a run, of all labels or of few",
  positionals: "RUN",
  options: {
    labels: {
      value: "N",
      description: "labelled examples, as many of each class; all unless given",
    },
    epochs: {
      value: "N",
      description:
        "passes over the labelled examples (50 unless given, more of few, fewer of many)",
    },
    frozen: { description: "leave the encoder as it is, and train the head alone" },
    seed: { value: "N", description: "of the labels that are drawn and of the training" },
    set: {
      value: "path=value",
      multiple: true,
      description: "any other option, such as head.hidden=[100] or headEpochs=5",
    },
    resume: {
      description: "go on, bit for bit, where the same command was interrupted",
    },
    ...THREADS_OPTION,
    ...LOG_OPTION,
  },
  example: "deno task isthmus classifier runs/strokes-deep --labels 100",
  prepare(args) {
    takeThreads(args);
    const directory = requiredPositional(args, "RUN"), recipe = recipeOf(args);
    const isResumed = args.has("resume"), logsEvents = logsEventsValue(args);
    return async (signal) => {
      const run = await openRun(directory);
      using view = classifierView({ recipe, available: run.config.data.train });
      const trained = await addClassifierToRun(run, recipe, {
        signal,
        isResumed,
        logsEvents,
        onData: (remarks) => remarks.forEach((remark) => view.say(note(remark))),
        show: view.show,
      });
      if (trained.type === "interrupted") {
        const goOn = `deno task isthmus classifier ${directory} --resume${
          pluginWords(args.values("plugin"))
        }, and the options it began with`;
        return interruptedClassifier({ directory, recipe, goOn }, trained);
      }
      const { record } = trained;
      return { json: { run: directory, ...record }, text: classifierText(record, directory) };
    };
  },
};

function recipeOf(args: Arguments): ClassifierRecipe {
  const labels = integerValue(args, "labels", { least: 2 });
  const epochs = integerValue(args, "epochs", { least: 1 });
  const seed = integerValue(args, "seed", { least: 0 });
  return overrideClassifier({
    ...(labels !== undefined && { labels }),
    ...(epochs !== undefined && { "training.epochs": epochs }),
    ...(args.has("frozen") && { "training.frozen": ["encoder"] }),
    ...(seed !== undefined && { seed }),
    ...Object.fromEntries(args.values("set").map(parseAssignment)),
  });
}
