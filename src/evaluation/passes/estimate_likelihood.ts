import { createRng } from "../../core/rng.ts";
import { type Examples, firstExamples } from "../../data/mod.ts";
import { importanceWeightedSurprise } from "../statistics/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { Plan } from "../../model/mod.ts";
import { variationalModel } from "./variational_model.ts";

/** The likelihood of test examples under a model, estimated by importance sampling. */
export interface LikelihoodEstimate {
  /** −log p(x) in nats, averaged over the examples. */
  readonly negativeLogLikelihood: number;
  /** The number of codes of each example that it is made from. */
  readonly samples: number;
  /** The number of examples. */
  readonly examples: number;
}

/**
 * Estimates the likelihood of the first test examples, of all unless their number is given.
 *
 * Throws a RangeError, one sentence, for a run whose codes are not Gaussian or that was not trained by
 * a likelihood.
 */
export async function estimateLikelihood(
  autoencoder: LoadedAutoencoder,
  { plan, name, test, samples, examples: wanted = test.count, seed }: {
    plan: Plan;
    /** The name of the run that errors have. */
    name: string;
    test: Examples;
    samples: number;
    examples?: number;
    seed: number;
  },
): Promise<LikelihoodEstimate> {
  const { encode, decoder } = variationalModel(autoencoder, plan) ?? {};
  if (!encode || !decoder) {
    throw new RangeError(
      `Cannot estimate the likelihood of ${name}: expected a model with Gaussian codes that was ` +
        `trained by a likelihood, and whose decoder reads codes alone`,
    );
  }
  const chosen = firstExamples(test, wanted);
  const rng = createRng(seed).fork("importance samples");
  const options = { samples, rng };
  const surprise = await importanceWeightedSurprise(chosen, { encode, decoder }, options);
  return { negativeLogLikelihood: surprise, samples, examples: chosen.count };
}

/** The estimate in a sentence. */
export function likelihoodSentence(
  { negativeLogLikelihood, samples, examples }: LikelihoodEstimate,
): string {
  return `−log p(x) is about ${negativeLogLikelihood.toFixed(2)} nats, by ${samples} importance ` +
    `samples of each of ${examples} test examples.`;
}
