import { answersOf, type ClassPredictions } from "./answers.ts";

/**
 * The number of examples of each class that a classifier puts in each: row the true class, column the most
 * probable one, as in scikit-learn's `confusion_matrix`. Throws as `answersOf`.
 */
export function confusionMatrix(predictions: ClassPredictions): number[][] {
  const { classes } = answersOf(predictions), { probabilities, labels } = predictions;
  const size = probabilities.shape[1];
  const matrix = Array.from({ length: size }, () => Array<number>(size).fill(0));
  classes.forEach((label, example) => matrix[labels[example]][label]++);
  return matrix;
}
