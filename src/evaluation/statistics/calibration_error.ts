import { answersOf, type ClassPredictions } from "./answers.ts";

/** The number of bins of the paper. */
const BINS = 15;

/** Examples of like confidence. */
export interface ReliabilityBin {
  readonly examples: number;
  /** The mean probability of the class that they are put into. */
  readonly confidence: number;
  /** The share of them that is right. */
  readonly accuracy: number;
}

/**
 * The examples of a classifier in bins of like confidence, those that hold some, the least confident first:
 * what a reliability diagram draws. Bin m of M = 15, unless given, has the confidences in
 * ((m − 1) / M, m / M]. Throws as `answersOf`, and for a number of bins that is not whole.
 */
export function reliability(
  predictions: ClassPredictions,
  { bins = BINS }: { bins?: number } = {},
): ReliabilityBin[] {
  if (!Number.isSafeInteger(bins) || bins < 1) {
    throw new RangeError(
      `Cannot measure calibration in ${bins} bins: expected a whole number from 1 up`,
    );
  }
  const { confidences, isRight } = answersOf(predictions);
  const sums = Array.from({ length: bins }, () => ({ examples: 0, confidence: 0, right: 0 }));
  confidences.forEach((confidence, example) => {
    const bin = sums[Math.min(bins, Math.max(1, Math.ceil(confidence * bins))) - 1];
    bin.examples++;
    bin.confidence += confidence;
    bin.right += Number(isRight[example]);
  });
  return sums.filter(({ examples }) => examples > 0).map(({ examples, confidence, right }) => ({
    examples,
    confidence: confidence / examples,
    accuracy: right / examples,
  }));
}

/**
 * The expected calibration error Σ |Bₘ| / N · |acc(Bₘ) − conf(Bₘ)| over the bins of `reliability`: how far the
 * confidence of a classifier is from how often it is right, from 0 to 1. (Guo, Pleiss, Sun and Weinberger,
 * "On calibration of modern neural networks", 2017.) Throws as `reliability`.
 */
export function expectedCalibrationError(
  predictions: ClassPredictions,
  options: { bins?: number } = {},
): number {
  const bins = reliability(predictions, options);
  const count = bins.reduce((sum, { examples }) => sum + examples, 0);
  return bins.reduce(
    (sum, { examples, accuracy, confidence }) =>
      sum + examples * Math.abs(accuracy - confidence) / count,
    0,
  );
}
