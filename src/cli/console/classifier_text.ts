import { formatDuration } from "../../core/format_duration.ts";
import {
  type ClassifierRecord,
  classifierSentence,
  confusionRows,
} from "../../runs/classifier_record.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { formatTable } from "./table.ts";

/** The figures of a classifier on some examples. */
type ClassifierFigures = Omit<ClassifierRecord["test"], "mistakes">;

/** Classes beyond so many are no table that people read. */
const MOST_CLASSES = 20;

/** The result of a classifier as people read it: how often it is right, what it confuses, what runs it. */
export function classifierText(record: ClassifierRecord, directory: string): string {
  const { test, seconds } = record;
  return [
    classifierSentence(record),
    `The expected calibration error is ${percent(test.calibrationError)}; the training took ${
      formatDuration(seconds)
    }.`,
    ...confusionLines(record),
    "",
    `  run       ${directory}/${RUN_FILES.classifier}, or: deno task isthmus classify ${directory} --data D`,
  ].join("\n");
}

/** The figures of a trained classifier on some examples, as people read them. */
export function figuresText(
  { classes, test }: Pick<ClassifierRecord, "classes"> & { test: ClassifierFigures },
): string {
  return [
    `The classifier of the run puts ${
      percent(test.accuracy)
    } of ${test.examples} examples into their ` +
    `class; its expected calibration error is ${percent(test.calibrationError)}.`,
    ...confusionLines({ classes, test }),
  ].join("\n");
}

/** The lines of a table of the examples of each class that are put into each; none of many classes. */
function confusionLines(
  { classes, test: { confusion } }: Pick<ClassifierRecord, "classes"> & {
    test: Pick<ClassifierFigures, "confusion">;
  },
): string[] {
  if (classes.length > MOST_CLASSES) return [];
  const rows = confusionRows({ classes, confusion });
  return ["", formatTable({ columns: ["class \\ put into", ...classes, "right"], rows })];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
