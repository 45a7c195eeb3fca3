import type { z } from "zod";
import { type AddedParts, createRegistry } from "../schemas/create_registry.ts";
import type { Penalty, PenaltyTraits } from "./penalty.ts";
import * as penalties from "./registry.ts";

export { checkJacobian } from "./check_jacobian.ts";
export { signCotangents, unitCotangents } from "./cotangents.ts";
export { contractiveFields } from "./contractive.ts";
export { klBernoulliFields } from "./kl_bernoulli.ts";
export { klSparsityFields } from "./kl_sparsity.ts";
export { codeRows } from "./code_rows.ts";
export {
  definePenalty,
  type PenalizedBatch,
  type PenalizedModel,
  type Penalty,
  penaltyFields,
  type PenaltyTraits,
} from "./penalty.ts";

const registry = createRegistry("type", penalties);

/** The schema of a penalty's options, told apart by `type`. */
export const penaltySpec = registry.schema;

/** The choice of a penalty and its settings. */
export type PenaltySpec = z.infer<typeof penaltySpec>;

/** The way in for penalties of plug-ins. */
export const penaltyAdditions: AddedParts = registry;

/** The penalty that a spec chooses. */
export function penaltyOf(spec: PenaltySpec): Penalty<PenaltySpec> {
  return registry.partOf(spec);
}

/** The facts about each of a model's penalties. */
export function penaltyTraits(specs: readonly PenaltySpec[] = []): PenaltyTraits[] {
  return specs.map((spec) => penaltyOf(spec).traits?.(spec) ?? {});
}

/**
 * The name of each of a model's penalties where its value is logged: its type, numbered if need be.
 */
export function penaltyNames(specs: readonly PenaltySpec[]): string[] {
  return specs.map(({ type }, i) => {
    const before = specs.slice(0, i).filter((other) => other.type === type).length;
    return before === 0 ? type : `${type}.${before + 1}`;
  });
}
