import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { definePenalty, penaltyFields } from "./penalty.ts";

/** Probabilities are kept this far inside (0, 1) before the logarithm. */
const MARGIN = 1e-6;

/** The options of the penalty. */
export const klBernoulliFields = {
  ...penaltyFields,
  coefficient: penaltyFields.coefficient.default(1),
  /** The probability of a 1 in the prior of the code. */
  prior: z.number().gt(0).lt(1).default(0.5),
};

/**
 * KL(q(h | x) ‖ Bernoulli(prior)) = Σ p log (p / prior) + (1 − p) log ((1 − p) / (1 − prior)), in nats,
 * summed over the code and averaged over the batch, for the probabilities p of a `bernoulli_latent`.
 */
export const klBernoulli = definePenalty({
  schema: z.strictObject({
    type: z.literal("kl_bernoulli"),
    ...klBernoulliFields,
  }),
  check(_spec, { encoder }) {
    const { code } = encoder.at(-1)!.traits;
    if (code?.kind === "drawn" && code.distribution === "bernoulli") return;
    throw new RangeError(
      `Cannot penalise the divergence from coins: the code has no probabilities, end the encoder with ` +
        `a "bernoulli_latent" layer`,
    );
  },
  traits: ({ prior }) => ({ prior: { type: "bernoulli", probability: prior } }),
  apply({ prior }, { model, given }) {
    const probability = given[`${model.encoder.at(-1)!.path}.probability`] as tf.Tensor;
    const one = tf.clipByValue(probability, MARGIN, 1 - MARGIN), zero = tf.sub(1, one);
    const terms = tf.add(
      tf.mul(one, tf.log(tf.mul(one, 1 / prior))),
      tf.mul(zero, tf.log(tf.mul(zero, 1 / (1 - prior)))),
    );
    return tf.mean(tf.sum(terms, 1));
  },
});
