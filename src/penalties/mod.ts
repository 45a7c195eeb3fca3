import { z } from "zod";
import { auxiliaryK, auxiliaryKSpec } from "./auxiliary_k.ts";
import type { Penalty } from "./penalty.ts";

export type { PenalizedBatch, PenalizedModel, Penalty } from "./penalty.ts";

/** The schema of a penalty's options, told apart by `type`. */
export const penaltySpec = z.discriminatedUnion("type", [auxiliaryKSpec]);

/** The choice of a penalty and its settings. */
export type PenaltySpec = z.infer<typeof penaltySpec>;

/** Every penalty by its type; a type without its penalty does not compile. */
const penalties: {
  readonly [Type in PenaltySpec["type"]]: Penalty<Extract<PenaltySpec, { type: Type }>>;
} = { auxiliary_k: auxiliaryK };

/** The penalty that a spec chooses. */
export function penaltyOf<Spec extends PenaltySpec>(spec: Spec): Penalty<Spec> {
  // The table's type says that the penalty under a spec's type takes that spec.
  return penalties[spec.type] as unknown as Penalty<Spec>;
}
