import { answersOf, type ClassPredictions } from "./answers.ts";

/** The number of bins of the paper. */
const BINS = 15;

/**
 * The expected calibration error Σ |Bₘ| / N · |acc(Bₘ) − conf(Bₘ)|: how far the confidence of a classifier
 * is from how often it is right, from 0 to 1.
 *
 * Bₘ are the examples whose confidence, the probability of the most probable class, lies in
 * ((m − 1) / M, m / M], of M = 15 bins unless given; acc is the share of them that is right, conf their mean
 * confidence. (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017.) Throws
 * as `answersOf`, and for a number of bins that is not whole.
 */
export function expectedCalibrationError(
  predictions: ClassPredictions,
  { bins = BINS }: { bins?: number } = {},
): number {
  if (!Number.isSafeInteger(bins) || bins < 1) {
    throw new RangeError(
      `Cannot measure calibration in ${bins} bins: expected a whole number from 1 up`,
    );
  }
  const { confidences, isRight } = answersOf(predictions);
  // |B| (acc(B) − conf(B)) of each bin.
  const gaps = new Float64Array(bins);
  confidences.forEach((confidence, example) => {
    const bin = Math.min(bins, Math.max(1, Math.ceil(confidence * bins))) - 1;
    gaps[bin] += Number(isRight[example]) - confidence;
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / confidences.length;
}
