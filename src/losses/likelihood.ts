import type { z } from "zod";
import { type AddedParts, createRegistry } from "../schemas/create_registry.ts";
import { bernoulli, categorical, gaussian, type Likelihood } from "./distributions.ts";
import { mixed } from "./mixed.ts";
import type { ReconstructionLoss } from "./reconstruction_loss.ts";

const registry = createRegistry("type", { gaussian, bernoulli, categorical, mixed });

/** The schema of a likelihood, told apart by `type`. */
export const likelihoodSpec = registry.schema;

/** The distribution p(x | h) of which a decoder gives the mean. */
export type LikelihoodSpec = z.infer<typeof likelihoodSpec>;

/** The way in for likelihoods of plug-ins. */
export const likelihoodAdditions: AddedParts = registry;

/** The loss that follows from a likelihood. */
export function likelihoodLoss(spec: LikelihoodSpec): ReconstructionLoss {
  const likelihood: Likelihood<LikelihoodSpec> = registry.partOf(spec);
  return likelihood.loss(spec);
}
