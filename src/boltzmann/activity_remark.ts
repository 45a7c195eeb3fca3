import type { EpochMetrics } from "../training/mod.ts";
import type { MachineSpec } from "./spec.ts";

/** The mean activities between which hidden units tell examples apart. */
const LEAST = 0.02, MOST = 0.98;

/**
 * The sentence that warns where Bernoulli hidden units are nearly all off or nearly all on; undefined where
 * they are not.
 *
 * @example
 * ```ts
 * import { activityRemark } from "isthmus";
 *
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const metrics = { epoch: 1, step: 9, trainingLoss: 1, learningRate: 1, figures: { hiddenActivity: 0.001 } };
 * assert(activityRemark(metrics, spec)?.startsWith("The hidden units are off nearly always"));
 * ```
 */
export function activityRemark(
  { epoch, figures }: EpochMetrics,
  { hidden }: MachineSpec,
): string | undefined {
  const activity = figures?.hiddenActivity;
  if (hidden.units !== "bernoulli" || activity === undefined) return undefined;
  if (activity >= LEAST && activity <= MOST) return undefined;
  return `The hidden units are ${
    activity < LEAST ? "off" : "on"
  } nearly always after epoch ${epoch}: ` +
    `their mean activity is ${activity.toPrecision(2)}, expected ${LEAST} to ${MOST}; ` +
    "try a lower learning rate or a sparsity target";
}
