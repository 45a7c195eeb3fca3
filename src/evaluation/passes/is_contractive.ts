import type { Plan } from "../../model/mod.ts";
import { penaltyTraits } from "../../penalties/mod.ts";

/** True for a model that was trained to have a small Jacobian. */
export function isContractive({ spec }: Pick<Plan, "spec">): boolean {
  return penaltyTraits(spec.penalties).some(({ shrinksJacobian }) => shrinksJacobian);
}
