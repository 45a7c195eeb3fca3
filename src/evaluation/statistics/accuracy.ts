import { answersOf, type ClassPredictions } from "./answers.ts";

/** The share of the examples whose class is the most probable one, from 0 to 1. Throws as `answersOf`. */
export function accuracy(predictions: ClassPredictions): number {
  const { isRight } = answersOf(predictions);
  return isRight.filter(Boolean).length / isRight.length;
}

/** The share of the others, 1 − accuracy. Throws as `answersOf`. */
export function errorRate(predictions: ClassPredictions): number {
  const { isRight } = answersOf(predictions);
  return isRight.filter((each) => !each).length / isRight.length;
}
