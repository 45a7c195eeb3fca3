import { formatDuration } from "../../core/format_duration.ts";
import { type ClassifierRecord, classifierSentence } from "../../runs/classifier_record.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { formatTable } from "./table.ts";

/** Classes beyond so many are no table that people read. */
const MOST_CLASSES = 20;

/** The result of a classifier as people read it: how often it is right, what it confuses, what runs it. */
export function classifierText(record: ClassifierRecord, directory: string): string {
  const { classes, test, seconds } = record;
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const right = test.confusion.map((row, label) => row[label]);
  return [
    classifierSentence(record),
    `The expected calibration error is ${percent(test.calibrationError)}; the training took ${
      formatDuration(seconds)
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
