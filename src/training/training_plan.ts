import { checkPrefix, freeze, type Plan } from "../model/mod.ts";
import { checkMemory } from "./check_memory.ts";
import type { TrainingOptions } from "./options.ts";

/**
 * The model as a training sees it, with what its options fix. Throws a RangeError, one sentence, for paths
 * that none of its parameters has, where nothing is left to learn, and as `checkMemory` does.
 */
export function trainingPlan(
  plan: Plan,
  { frozen, learningRates = {}, optimizer }: Pick<
    TrainingOptions,
    "frozen" | "learningRates" | "optimizer"
  >,
): Plan {
  for (const prefix of Object.keys(learningRates)) {
    checkPrefix(plan, { prefix, option: "training.learningRates" });
  }
  const trained = frozen ? freeze(plan, frozen) : plan;
  checkMemory(trained, { optimizer });
  return trained;
}
