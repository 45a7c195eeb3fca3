import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sizeOf } from "../core/shape.ts";
import { meanSquaredError, sigmoidCrossEntropy } from "../kernels/mod.ts";
import type { OwnParam } from "../layers/mod.ts";
import type { ReconstructionLoss } from "./reconstruction_loss.ts";
import { softmaxCrossEntropy } from "./softmax_cross_entropy.ts";

/** The path of the parameter of a learned variance. */
export const LOG_VARIANCE = "likelihood.logVariance";

/** log 2π. */
const LOG_TWO_PI = Math.log(2 * Math.PI);

/** A distribution p(x | h) of the values of an example, of which a decoder gives the mean. */
export interface Likelihood<Spec> {
  /** Its loss: −log p(x | h), in nats, summed over the values of an example, averaged over the batch. */
  loss(spec: Spec): ReconstructionLoss;
}

/**
 * A distribution with the schema of its options, for the registry.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { defineLikelihood } from "isthmus";
 * import { z } from "zod";
 *
 * const absolute = defineLikelihood({
 *   schema: z.strictObject({ type: z.literal("absolute") }),
 *   loss: () => ({
 *     name: "absolute error",
 *     examples: "any",
 *     apply: (output, x) => tf.mean(tf.abs(tf.sub(output, x))),
 *   }),
 * });
 * assertEquals(absolute.loss({ type: "absolute" }).name, "absolute error");
 * ```
 */
export function defineLikelihood<Schema extends z.ZodObject>(
  likelihood: Likelihood<z.output<Schema>> & { readonly schema: Schema },
): Likelihood<z.output<Schema>> & { readonly schema: Schema } {
  return likelihood;
}

/**
 * Σ (x − x̂)² / 2σ² + ½ log 2πσ²: independent normal values of mean x̂. A learned σ² is one for all
 * values (Rybkin, Daniilidis and Levine, "Simple and effective VAE training with calibrated
 * decoders", 2021) or one for each; it starts at 1.
 */
export const gaussian = defineLikelihood({
  schema: z.strictObject({
    type: z.literal("gaussian"),
    /** The variance of every value; or learned with the weights, one for all or one for each. */
    variance: z.union([z.number().positive(), z.enum(["learned", "learned-per-value"])]).default(1),
  }),
  loss: ({ type, variance }) => ({
    name: typeof variance === "number"
      ? `Gaussian likelihood, variance ${variance}`
      : "Gaussian likelihood, learned variance",
    refusedActivations: ["sigmoid", "softmax"],
    examples: "any",
    params(inputShape): Record<string, OwnParam> {
      if (typeof variance === "number") return {};
      const shape = variance === "learned" ? [1] : [...inputShape];
      return { [LOG_VARIANCE]: { shape, initializer: "zeros", trainable: true } };
    },
    likelihood(params) {
      if (typeof variance === "number") return { type, variance };
      const variances = Array.from(params[LOG_VARIANCE].values, Math.exp);
      return { type, variance: variance === "learned" ? variances[0] : variances };
    },
    apply(output, x, params) {
      const size = sizeOf(x.shape.slice(1));
      if (typeof variance === "number") {
        const scaled = tf.mul(meanSquaredError(output, x), size / (2 * variance));
        return tf.add(scaled, size / 2 * (LOG_TWO_PI + Math.log(variance)));
      }
      const logVariance = params[LOG_VARIANCE];
      const [error, times] = variance === "learned"
        ? [meanSquaredError(output, x), size]
        : [tf.mean(tf.squaredDifference(output, x), 0), 1];
      const terms = tf.add(
        tf.add(tf.mul(error, tf.exp(tf.neg(logVariance))), logVariance),
        LOG_TWO_PI,
      );
      return tf.mul(tf.sum(terms), times / 2);
    },
  }),
});

/** −Σ x log x̂ + (1 − x) log(1 − x̂): independent values, 1 with probability x̂. */
export const bernoulli = defineLikelihood({
  schema: z.strictObject({ type: z.literal("bernoulli") }),
  loss: (spec) => ({
    name: "Bernoulli likelihood",
    lastLayer: { type: "activation", function: "sigmoid" },
    examples: "unit-interval",
    likelihood: () => spec,
    apply: (output, x) => tf.mul(sigmoidCrossEntropy(output, x), sizeOf(x.shape.slice(1))),
  }),
});

/** −Σ x log x̂: one of D outcomes, each with probability x̂. */
export const categorical = defineLikelihood({
  schema: z.strictObject({ type: z.literal("categorical") }),
  loss: (spec) => ({
    name: "categorical likelihood",
    lastLayer: { type: "activation", function: "softmax" },
    examples: "distributions",
    likelihood: () => spec,
    apply: softmaxCrossEntropy,
  }),
});
