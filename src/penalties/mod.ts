import { z } from "zod";
import { auxiliaryK, auxiliaryKSpec } from "./auxiliary_k.ts";
import { codeL1, codeL1Spec } from "./code_l1.ts";
import { codeL2, codeL2Spec } from "./code_l2.ts";
import { contractive, contractiveSpec } from "./contractive.ts";
import { klBernoulli, klBernoulliSpec } from "./kl_bernoulli.ts";
import { klGaussian, klGaussianSpec } from "./kl_gaussian.ts";
import { klSparsity, klSparsitySpec } from "./kl_sparsity.ts";
import { mmd, mmdSpec } from "./mmd.ts";
import type { Penalty } from "./penalty.ts";
import { prediction, predictionSpec } from "./prediction.ts";
import { vectorQuantizationPenalty, vectorQuantizationPenaltySpec } from "./vector_quantization.ts";
import { weightDecay, weightDecaySpec } from "./weight_decay.ts";

export { checkJacobian } from "./check_jacobian.ts";
export { contractiveSpec } from "./contractive.ts";
export type { PenalizedBatch, PenalizedModel, Penalty } from "./penalty.ts";

/** The schema of a penalty's options, told apart by `type`. */
export const penaltySpec = z.discriminatedUnion("type", [
  auxiliaryKSpec,
  codeL1Spec,
  codeL2Spec,
  contractiveSpec,
  klBernoulliSpec,
  klGaussianSpec,
  klSparsitySpec,
  mmdSpec,
  predictionSpec,
  vectorQuantizationPenaltySpec,
  weightDecaySpec,
]);

/** The choice of a penalty and its settings. */
export type PenaltySpec = z.infer<typeof penaltySpec>;

/** Every penalty by its type; a type without its penalty does not compile. */
const penalties: {
  readonly [Type in PenaltySpec["type"]]: Penalty<Extract<PenaltySpec, { type: Type }>>;
} = {
  auxiliary_k: auxiliaryK,
  code_l1: codeL1,
  code_l2: codeL2,
  contractive,
  kl_bernoulli: klBernoulli,
  kl_gaussian: klGaussian,
  kl_sparsity: klSparsity,
  mmd,
  prediction,
  vector_quantization: vectorQuantizationPenalty,
  weight_decay: weightDecay,
};

/** The penalty that a spec chooses. */
export function penaltyOf<Spec extends PenaltySpec>(spec: Spec): Penalty<Spec> {
  // The table's type says that the penalty under a spec's type takes that spec.
  return penalties[spec.type] as unknown as Penalty<Spec>;
}

/** What each of a model's penalties is called where its value is logged: its type, numbered if need be. */
export function penaltyNames(specs: readonly PenaltySpec[]): string[] {
  return specs.map(({ type }, i) => {
    const before = specs.slice(0, i).filter((other) => other.type === type).length;
    return before === 0 ? type : `${type}.${before + 1}`;
  });
}
