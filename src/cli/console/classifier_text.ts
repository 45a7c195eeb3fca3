import { formatDuration } from "../../core/format_duration.ts";
import type { ClassifierRecord } from "../../runs/classifier_record.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { formatTable } from "./table.ts";

/** Classes beyond so many are no table that people read. */
const MOST_CLASSES = 20;

/** The result of a classifier as people read it: how often it is right, what it confuses, what runs it. */
export function classifierText(
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
