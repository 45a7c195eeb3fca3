import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { LoadedClassifier } from "../../inference/mod.ts";
import {
  accuracy,
  type ClassPredictions,
  confusionMatrix,
  expectedCalibrationError,
  reliability,
  type ReliabilityBin,
} from "../statistics/mod.ts";

/** The figures of a classifier on labelled examples. */
export interface ClassifierFigures {
  readonly examples: number;
  readonly accuracy: number;
  readonly calibrationError: number;
  /** The number of examples of each class (rows) that are put into each (columns). */
  readonly confusion: number[][];
  /** The examples in bins of like confidence, the least confident first. */
  readonly reliability: readonly ReliabilityBin[];
}

const BATCH = 500;

/** The probabilities of the classes that a classifier gives labelled examples, with their labels. */
export async function predict(
  classifier: LoadedClassifier,
  examples: Examples,
): Promise<ClassPredictions> {
  const size = classifier.classes.length, { count } = examples;
  const values = new Float32Array(count * size);
  for (const batch of consecutiveBatches(examples, BATCH)) {
    values.set((await classifier.classify(batch)).values, batch.from * size);
  }
  return { probabilities: { shape: [count, size], values }, labels: examples.labels! };
}

/** The share that is right, what is confused, and how sure a classifier is. Throws as `accuracy` does. */
export function classifierFigures(predictions: ClassPredictions): ClassifierFigures {
  return {
    examples: predictions.labels.length,
    accuracy: accuracy(predictions),
    calibrationError: expectedCalibrationError(predictions),
    confusion: confusionMatrix(predictions),
    reliability: reliability(predictions),
  };
}
