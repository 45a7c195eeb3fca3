import { answersOf, type ClassPredictions } from "./answers.ts";

/**
 * The indices of the examples of which a classifier is most sure, and wrong: the most confident first,
 * equal ones in the order of the examples; fewer than `count` where there are no more. Throws as `answersOf`.
 */
export function confidentMistakes(predictions: ClassPredictions, count: number): number[] {
  const { confidences, isRight } = answersOf(predictions);
  return [...isRight.keys()].filter((example) => !isRight[example])
    .sort((a, b) => confidences[b] - confidences[a] || a - b).slice(0, count);
}
