import { exampleKind } from "../../core/example_kind.ts";
import { pictureValues } from "../../core/own_units.ts";
import type { Shape } from "../../core/shape.ts";
import { exampleBatch } from "../../data/mod.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import {
  type ClassifierRecord,
  classifierSentence,
  confusionRows,
  type Mistake,
  readClassifierRecord,
} from "../../runs/classifier_record.ts";
import { captionedPictures } from "../markup/captioned_pictures.ts";
import { curveFigure } from "../markup/curve_figure.ts";
import { table } from "../markup/table.ts";
import type { ReportContext } from "./report_context.ts";
import type { Section } from "./section.ts";
import { trainingFigures } from "./training.ts";

/** The record of a classifier, with pictures of its mistakes where examples are images. */
export type DrawnClassifier = ClassifierRecord & {
  readonly pictures?: {
    /** The mistakes of the record [N, …shape] in [0, 1], in their order. */
    readonly images: Float32Array;
    readonly shape: Shape;
  };
};

/** Classes beyond so many are no table that people read. */
const MOST_CLASSES = 30;

/** The classifier on the encoder of a run, where one was trained: what it confuses, and how sure it is. */
export const classifier: Section<DrawnClassifier> = {
  title: "Classifier",
  place: 85,
  async gather(context) {
    const record = await readClassifierRecord(context.run.directory);
    const images = record && mistakenImages(record.test.mistakes ?? [], context);
    if (!images) return record;
    return { ...record, pictures: { images, shape: context.data.test.shape } };
  },
  draw: (drawn) => [
    element("p", {}, classifierSentence(drawn)),
    confusion(drawn),
    // Of the width of other charts.
    element("div", { class: "charts" }, [reliability(drawn), ...learning(drawn)]),
    mistakes(drawn),
  ],
};

/** The pictures of mistakes; undefined where there are none, or where the test examples are others by now. */
function mistakenImages(
  mistakes: readonly Mistake[],
  { data: { test }, preprocessor }: ReportContext,
): Float32Array | undefined {
  if (mistakes.length === 0 || exampleKind(preprocessor) !== "images") return undefined;
  if (!mistakes.every(({ example, label }) => test.labels?.[example] === label)) return undefined;
  const { values } = exampleBatch(test, mistakes.map(({ example }) => example));
  return pictureValues(values, preprocessor);
}

function percent(share: number, digits = 2): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function confusion({ classes, test }: ClassifierRecord): Content {
  if (classes.length > MOST_CLASSES) return [];
  return table({
    caption: "The examples of each class (rows) that are put into each class (columns).",
    columns: [
      { name: "Class" },
      ...[...classes, "Right"].map((name) => ({ name, isNumber: true })),
    ],
    rows: confusionRows({ classes, confusion: test.confusion }),
  });
}

function reliability({ classes, test }: ClassifierRecord): Markup {
  const caption = `Test examples in 15 bins of like confidence; the expected calibration error is ${
    percent(test.calibrationError)
  }.`;
  return curveFigure(caption, {
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
  });
}

/** The curves of its training. */
function learning({ history, bestEpoch }: ClassifierRecord): Markup[] {
  const [earlier, own] = [true, false].map((isEarlier) =>
    history.filter(({ stage }) => (stage !== undefined) === isEarlier)
  );
  return trainingFigures({ history: own, earlier, bestEpoch, others: [] });
}

const MISTAKES = "The most confident mistakes";

function mistakes({ classes, test: { mistakes, examples }, pictures }: DrawnClassifier): Content {
  if (mistakes === undefined) return [];
  if (mistakes.length === 0) {
    return element("p", {}, `All of the ${examples} test examples are put into their class.`);
  }
  const sure = ({ probability }: Mistake) => percent(probability, 1);
  if (pictures) {
    return captionedPictures({
      ...pictures,
      captions: mistakes.map((mistake) =>
        `${classes[mistake.label]}, ${sure(mistake)} sure of ${classes[mistake.put]}`
      ),
      title: MISTAKES,
      caption: "Test examples that are put into another class than their own, the most confident " +
        "first: their class, and the probability of the one that they are put into.",
    });
  }
  return [
    element("h3", {}, MISTAKES),
    table({
      caption: "Test examples that are put into another class than their own, the most confident " +
        "first, with the probability of that class.",
      columns: [
        { name: "Example" },
        { name: "Class" },
        { name: "Put into" },
        { name: "How sure", isNumber: true },
      ],
      rows: mistakes.map((mistake) => [
        mistake.id,
        classes[mistake.label],
        classes[mistake.put],
        sure(mistake),
      ]),
    }),
  ];
}
