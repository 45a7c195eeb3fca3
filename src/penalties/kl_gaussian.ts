import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { definePenalty, penaltyFields } from "./penalty.ts";

/**
 * KL(q(h | x) ‖ N(0, I)) = ½ Σ (μ² + σ² − 1 − log σ²), in nats, summed over the code and averaged over
 * the batch, for the μ and log σ² of a `gaussian_latent`.
 *
 * (Kingma and Welling, "Auto-encoding variational Bayes", 2014, appendix B; β: Higgins et al.,
 * "β-VAE", 2017; its warm-up: Sønderby et al., "Ladder variational autoencoders", 2016.)
 */
export const klGaussian = definePenalty({
  schema: z.strictObject({
    type: z.literal("kl_gaussian"),
    ...penaltyFields,
    /** The β of a β-variational autoencoder: 1 makes the loss the negative evidence lower bound. */
    coefficient: penaltyFields.coefficient.default(1),
  }),
  check(_spec, { encoder }) {
    const { code } = encoder.at(-1)!.traits;
    if (code?.kind === "drawn" && code.distribution === "gaussian") return;
    throw new RangeError(
      `Cannot penalise the divergence from the unit Gaussian: the code has no distribution, end the ` +
        `encoder with a "gaussian_latent" layer`,
    );
  },
  traits: () => ({ prior: { type: "gaussian" } }),
  apply(_spec, { model, given }) {
    const { path } = model.encoder.at(-1)!;
    const mean = given[`${path}.mean`] as tf.Tensor;
    const logVariance = given[`${path}.logVariance`] as tf.Tensor;
    const squares = tf.add(tf.square(mean), tf.exp(logVariance));
    const terms = tf.sub(tf.sub(squares, logVariance), 1);
    return tf.mul(tf.mean(tf.sum(terms, 1)), 0.5);
  },
});
