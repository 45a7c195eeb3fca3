import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  accuracy,
  type ClassPredictions,
  confidentMistakes,
  confusionMatrix,
  errorRate,
  expectedCalibrationError,
  reliability,
} from "../../../src/evaluation/statistics/mod.ts";

const golden: {
  classes: number;
  probabilities: number[];
  labels: number[];
  accuracy: number;
  confusion: number[][];
  calibrationError: number;
}[] = JSON.parse(
  Deno.readTextFileSync(new URL("../../golden/classification.json", import.meta.url)),
);

const predictions = (
  rows: readonly (readonly number[])[],
  labels: readonly number[],
): ClassPredictions => ({
  probabilities: {
    shape: [rows.length, rows[0]?.length ?? 2],
    values: Float32Array.from(rows.flat()),
  },
  labels,
});

/** Right, wrong, right, wrong, wrong; confidences of few bits, so that sums are exact. */
const five = predictions([
  [0.75, 0.25, 0],
  [0.125, 0.875, 0],
  [0, 0.25, 0.75],
  [0.5, 0.5, 0],
  [0, 0.125, 0.875],
], [0, 2, 2, 1, 0]);

Deno.test("figures of classifiers are those of scikit-learn and NumPy", () => {
  for (const { classes, labels, probabilities, ...expected } of golden) {
    const found: ClassPredictions = {
      probabilities: {
        shape: [labels.length, classes],
        values: Float32Array.from(probabilities),
      },
      labels,
    };
    assertAlmostEquals(accuracy(found), expected.accuracy, 1e-15);
    assertAlmostEquals(errorRate(found), 1 - expected.accuracy, 1e-15);
    assertEquals(confusionMatrix(found), expected.confusion);
    assertAlmostEquals(expectedCalibrationError(found), expected.calibrationError, 1e-12);
  }
});

Deno.test("figures of five examples are those by hand; of equal probabilities the first class counts", () => {
  assertEquals([accuracy(five), errorRate(five)], [0.4, 0.6]);
  assertEquals(confusionMatrix(five), [[1, 0, 1], [1, 0, 0], [0, 1, 1]]);
  // Bins of 1/15: 0.75 in the 12th, twice, right; 0.875 in the 14th, twice, wrong; 0.5 in the 8th, wrong.
  assertAlmostEquals(expectedCalibrationError(five), (2 * 0.25 + 2 * 0.875 + 0.5) / 5, 1e-15);
  // One bin: the mean confidence less the accuracy.
  assertAlmostEquals(expectedCalibrationError(five, { bins: 1 }), 3.75 / 5 - 0.4, 1e-15);
});

Deno.test("a confidence on the edge of two bins is of the lower one", () => {
  const edge = predictions([[0.5, 0.5], [0.25, 0.75]], [0, 0]);
  // (0, 1/2] has a right one of 0.5, (1/2, 1] a wrong one of 0.75.
  assertAlmostEquals(expectedCalibrationError(edge, { bins: 2 }), (0.5 + 0.75) / 2, 1e-15);
});

Deno.test("the most confident mistakes come first, equal ones in the order of the examples", () => {
  assertEquals(confidentMistakes(five, 2), [1, 4]);
  assertEquals(confidentMistakes(five, 9), [1, 4, 3]);
  assertEquals(confidentMistakes(predictions([[1, 0]], [0]), 3), []);
});

Deno.test("predictions that are none are refused", () => {
  const refused = (bad: ClassPredictions, sentence: string) =>
    assertThrows(() => accuracy(bad), RangeError, `Cannot measure a classifier: ${sentence}`);
  refused(predictions([], []), "there are no examples, expected at least one");
  refused(
    predictions([[1, 0]], [0, 1]),
    "there are 2 labels for 1 examples, expected one for each",
  );
  refused(predictions([[1, 0]], [2]), "example 0 is of class 2, expected one below 2");
  refused(predictions([[1, 0]], [-1]), "example 0 is of class -1, expected one below 2");
  refused(predictions([[NaN, 0]], [0]), "a probability of example 0 is no number");
  refused(
    { probabilities: { shape: [2], values: new Float32Array(2) }, labels: [0, 0] },
    "its probabilities have shape [2], expected [examples, classes]",
  );
  for (const bins of [0, 1.5, NaN]) {
    assertThrows(
      () => expectedCalibrationError(five, { bins }),
      RangeError,
      `Cannot measure calibration in ${bins} bins: expected a whole number from 1 up`,
    );
  }
});

Deno.test("bins of like confidence have their mean confidence and the share that is right", () => {
  const [bin, ...others] = reliability(five, { bins: 1 });
  assertEquals([bin.examples, others], [5, []]);
  assertAlmostEquals(bin.accuracy, 0.4, 1e-12);
  assertAlmostEquals(bin.confidence, 0.75, 1e-12);
  const filled = reliability(five).reduce((sum, { examples }) => sum + examples, 0);
  assertEquals(filled, 5);
});
