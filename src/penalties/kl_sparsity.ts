import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sizeOf } from "../core/shape.ts";
import type { OwnParam } from "../layers/mod.ts";
import { codeRows } from "./code_rows.ts";
import { definePenalty, penaltyFields } from "./penalty.ts";

/** Means are kept this far inside (0, 1) before the logarithm. */
const MARGIN = 1e-6;

/** The options of the penalty besides those of all. */
export const klSparsityFields = {
  /** ρ, the mean activation that every entry should have. */
  sparsityTarget: z.number().gt(0).lt(1),
  /** The share of a running mean activation that a step keeps; the batch's own mean unless given. */
  momentum: z.number().min(0).lt(1).optional(),
};

/**
 * KL sparsity, Σⱼ ρ log (ρ / ρ̂ⱼ) + (1 − ρ) log ((1 − ρ) / (1 − ρ̂ⱼ)), the divergence of coins that
 * fall as often as entry j is active, ρ̂ⱼ, from coins of the target ρ.
 *
 * ρ̂ⱼ is the mean of entry j over the batch, or with a `momentum` its running mean, of which the batch
 * is a part. The code must end in a sigmoid, so that entries are in (0, 1). (Lee, Ekanadham and Ng,
 * "Sparse deep belief net model for visual area V2", 2008; Ng, "Sparse autoencoder", 2011.)
 */
export const klSparsity = definePenalty({
  schema: z.strictObject({
    type: z.literal("kl_sparsity"),
    ...penaltyFields,
    ...klSparsityFields,
  }),
  check(_spec, { encoder }) {
    const { activation, code } = encoder.at(-1)!.traits;
    if (activation === "sigmoid") return;
    if (code?.kind === "drawn" && code.distribution === "bernoulli") return;
    throw new RangeError(
      `Cannot penalise the divergence from a mean activation: the code must be in (0, 1), end the ` +
        `encoder with the activation "sigmoid"`,
    );
  },
  traits: ({ sparsityTarget }) => ({ meanActivation: sparsityTarget }),
  params({ momentum, sparsityTarget }, { codeShape }): Record<string, OwnParam> {
    if (momentum === undefined) return {};
    // At the target there is nothing to correct yet.
    const initializer = { constant: sparsityTarget };
    return { average: { shape: [sizeOf(codeShape)], initializer, trainable: false } };
  },
  apply({ sparsityTarget, momentum = 0 }, { code, own: { average }, update }) {
    const batch = tf.mean(codeRows(code), 0);
    const mean = average ? tf.add(tf.mul(average, momentum), tf.mul(batch, 1 - momentum)) : batch;
    if (average) update?.("average", tf.clone(mean));
    const active = tf.clipByValue(mean, MARGIN, 1 - MARGIN), silent = tf.sub(1, active);
    const cross = tf.add(
      tf.mul(tf.log(active), sparsityTarget),
      tf.mul(tf.log(silent), 1 - sparsityTarget),
    );
    const least = sparsityTarget * Math.log(sparsityTarget) +
      (1 - sparsityTarget) * Math.log(1 - sparsityTarget);
    return tf.sum(tf.sub(least, cross));
  },
});
