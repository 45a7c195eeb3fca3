import { formatDuration } from "../../core/format_duration.ts";
import { override, parseAssignment, parseClassifierRecipe } from "../../recipes/mod.ts";
import type { ClassifierRecord } from "../../runs/classifier_record.ts";
import { openRun } from "../../runs/open_run.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { trainClassifier } from "../../workflows/classifier/train_classifier.ts";
import { createProgressView } from "../console/progress.ts";
import { formatTable } from "../console/table.ts";
import type { Arguments, Command } from "../options/command.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** Classes beyond so many are no table that people read. */
const MOST_CLASSES = 20;

/** Trains a classifier on the encoder of a run. */
export const classifierCommand: Command = {
  name: "classifier",
  place: 17,
  summary: "trains a classifier on the encoder of a run, of all labels or of few",
  positionals: "RUN",
  options: {
    labels: {
      value: "N",
      description: "labelled examples, as many of each class; all unless given",
    },
    epochs: {
      value: "N",
      description: "passes over the labelled examples (50 unless given, fewer of many)",
    },
    frozen: { description: "leave the encoder as it is, and train the head alone" },
    seed: { value: "N", description: "of the labels that are drawn and of the training" },
    set: {
      value: "path=value",
      multiple: true,
      description: "any other option, such as head.hidden=[100] or training.batchSize=20",
    },
  },
  example: "deno task isthmus classifier runs/strokes-deep --labels 100",
  prepare(args) {
    const directory = requiredPositional(args, "RUN"), recipe = recipeOf(args);
    return async () => {
      const run = await openRun(directory);
      using view = createProgressView({
        examplesPerEpoch: Math.min(recipe.labels ?? Infinity, run.config.data.train),
        batchSize: recipe.training.batchSize,
        skipped: 0,
      });
      const { record, remarks } = await trainClassifier(run, recipe, {
        show: (event) => view.show({ ...event, earlier: [] }),
      });
      return {
        json: { run: directory, ...record },
        remarks,
        text: textOf(record, directory),
      };
    };
  },
};

function recipeOf(args: Arguments): ReturnType<typeof parseClassifierRecipe> {
  const labels = integerValue(args, "labels", { least: 2 });
  const epochs = integerValue(args, "epochs", { least: 1 });
  const seed = integerValue(args, "seed", { least: 0 });
  return parseClassifierRecipe(override({}, {
    ...(labels !== undefined && { labels }),
    ...(epochs !== undefined && { "training.epochs": epochs }),
    ...(args.has("frozen") && { "training.frozen": ["encoder"] }),
    ...(seed !== undefined && { seed }),
    ...Object.fromEntries(args.values("set").map(parseAssignment)),
  }));
}

function textOf(
  { classes, test, train, validation, bestEpoch, seconds, recipe }: ClassifierRecord,
  directory: string,
): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const right = test.confusion.map((row, label) => row[label]);
  return [
    `Of ${test.examples} test examples ${percent(test.accuracy)} are put into their class, ` +
    `${percent(1 - test.accuracy)} are not; the expected calibration error is ${
      percent(test.calibrationError)
    }.`,
    `It learnt from ${train} labelled examples${
      validation > 0 ? `, and ${validation} others chose epoch ${bestEpoch}` : ""
    }, in ${formatDuration(seconds)}${
      recipe.training.frozen ? "; the encoder stayed as it was" : ""
    }.`,
    ...(classes.length <= MOST_CLASSES
      ? [
        "",
        formatTable({
          columns: ["class \\ put into", ...classes, "right"],
          rows: test.confusion.map((row, label) => [
            classes[label],
            ...row.map(String),
            percent(right[label] / Math.max(1, row.reduce((a, b) => a + b, 0))),
          ]),
        }),
      ]
      : []),
    "",
    `  run       ${directory}/${RUN_FILES.classifier}, or: deno task isthmus classify ${directory} --data D`,
  ].join("\n");
}
