import { evaluatePrediction, predictionSentence } from "../passes/evaluate_prediction.ts";
import type { Measure } from "./measure.ts";

/** The distance of the sparse codes that a model predicts from those that a search finds. */
export const prediction: Measure = ({ model: { plan, params }, test }) => {
  const evaluation = evaluatePrediction(plan, { params, examples: test });
  if (!evaluation) return undefined;
  const { relativeError, predicted, inferred } = evaluation;
  return {
    sentence: predictionSentence(evaluation),
    values: {
      ...(relativeError !== undefined && { relativeError }),
      predictedEnergy: predicted.energy,
      predictedActive: predicted.active,
      inferredEnergy: inferred.energy,
      inferredActive: inferred.active,
    },
  };
};
