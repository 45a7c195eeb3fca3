import { asMarkup, element } from "../../plots/element.ts";
import { lineChart } from "../../plots/line_chart.ts";
import { type ClassifierRecord, readClassifierRecord } from "../../runs/classifier_record.ts";
import { table } from "../markup/table.ts";
import type { Section } from "./section.ts";

/** Classes beyond so many are no table that people read. */
const MOST_CLASSES = 30;

/** The classifier on the encoder of a run, where one was trained: what it confuses, and how sure it is. */
export const classifier: Section<ClassifierRecord> = {
  title: "Classifier",
  place: 85,
  gather: ({ run: { directory } }) => readClassifierRecord(directory),
  draw({ classes, train, validation, recipe, test }) {
    const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
    const learnt = `It learnt from ${train} labelled examples${
      validation > 0 ? `, and ${validation} others chose the epoch` : ""
    }${recipe.training.frozen ? "; the encoder stayed as it was" : ""}.`;
    return [
      element(
        "p",
        {},
        `Of ${test.examples} test examples ${
          percent(test.accuracy)
        } are put into their class. ${learnt}`,
      ),
      ...(classes.length <= MOST_CLASSES
        ? [table({
          caption: "The examples of each class (rows) that are put into each class (columns).",
          columns: [
            { name: "Class" },
            ...[...classes, "Right"].map((name) => ({ name, isNumber: true })),
          ],
          rows: test.confusion.map((row, label) => [
            classes[label],
            ...row.map(String),
            percent(row[label] / Math.max(1, row.reduce((a, b) => a + b, 0))),
          ]),
        })]
        : []),
      // Of the width of other charts.
      element("div", { class: "charts" }, [
        element(
          "figure",
          {},
          asMarkup(lineChart({
            title: "Reliability: how often the classifier is right by how sure it is",
            xLabel: "confidence",
            yLabel: "share that is right",
            series: [
              {
                label: "the classifier",
                points: test.reliability.map(({ confidence, accuracy }) => [confidence, accuracy]),
              },
              {
                label: "right as often as sure",
                points: [[1 / classes.length, 1 / classes.length], [1, 1]],
              },
            ],
          })),
          element(
            "figcaption",
            {},
            `Test examples in 15 bins of like confidence; the expected calibration error is ${
              percent(test.calibrationError)
            }.`,
          ),
        ),
      ]),
    ];
  },
};
