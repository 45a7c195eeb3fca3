import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { definePenalty, penaltyFields } from "./penalty.ts";

/**
 * Weight decay as a term of the loss, ½ Σ w² over all weights and filters, biases left out (Krogh and
 * Hertz, "A simple weight decay can improve generalization", 1991).
 *
 * The optimizer's own `weightDecay` shrinks parameters beside the gradient instead, which is not the
 * same under Adam (Loshchilov and Hutter, 2019).
 */
export const weightDecay = definePenalty({
  schema: z.strictObject({
    type: z.literal("weight_decay"),
    ...penaltyFields,
  }),
  apply(_spec, { model: { encoder, decoder }, params }) {
    const paths = [...encoder, ...decoder].flatMap(({ params, traits: { weights } }) =>
      weights ? [params[weights.param]] : []
    );
    if (paths.length === 0) return undefined;
    // Tied weights are in the sum once.
    const squares = [...new Set(paths)].map((path) => tf.sum(tf.square(params[path])));
    return tf.mul(tf.addN(squares), 0.5) as tf.Scalar;
  },
});
