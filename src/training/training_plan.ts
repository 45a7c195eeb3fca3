import { checkPrefix, freeze, type Plan } from "../model/mod.ts";
import type { TrainingOptions } from "./options.ts";

/**
 * The model as a training sees it, with what its options fix. Throws a RangeError, one sentence, for paths
 * that none of its parameters has, and where nothing is left to learn.
 */
export function trainingPlan(
  plan: Plan,
  { frozen, learningRates = {} }: Pick<TrainingOptions, "frozen" | "learningRates">,
): Plan {
  for (const prefix of Object.keys(learningRates)) {
    checkPrefix(plan, { prefix, option: "training.learningRates" });
  }
  return frozen ? freeze(plan, frozen) : plan;
}
