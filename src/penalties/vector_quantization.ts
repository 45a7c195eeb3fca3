import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { meanSquaredError } from "../kernels/mod.ts";
import { detach } from "./detach.ts";
import { definePenalty, type PenalizedModel, penaltyFields } from "./penalty.ts";

const TYPE = "vector_quantization";

/**
 * The commitment, mean (z − sg e)², which keeps the encoder's vectors z near their entries e, and for
 * codebooks that learn by gradients mean (sg z − e)² / β besides, so that β times the whole is the
 * sum ‖sg z − e‖² + β ‖z − sg e‖² of the paper.
 *
 * sg is a constant here. Means are over all values of a batch of codes, as the reconstruction's are
 * over all values of a batch; several quantisations add up. (Van den Oord, Vinyals and Kavukcuoglu,
 * "Neural discrete representation learning", 2017.)
 */
export const vectorQuantization = definePenalty({
  schema: z.strictObject({
    type: z.literal(TYPE),
    ...penaltyFields,
    /** The weight of the vectors' share (the commitment, β); that of the entries counts 1. */
    coefficient: z.number().positive().default(0.25),
  }),
  check(_spec, model) {
    if (quantizations(model).length === 0) {
      throw new RangeError(
        `Cannot penalise how far codes are from a codebook: the encoder must have a "${TYPE}" layer`,
      );
    }
  },
  apply({ coefficient }, { model, given }) {
    const terms = quantizations(model).flatMap(({ path, learnsByGradient }) => {
      const input = given[`${path}.input`] as tf.Tensor;
      const quantized = given[`${path}.quantized`] as tf.Tensor;
      const commitment = meanSquaredError(input, detach(quantized));
      if (!learnsByGradient) return [commitment];
      const codebook = meanSquaredError(quantized, detach(input));
      return [commitment, tf.div<tf.Scalar>(codebook, coefficient)];
    });
    return terms.reduce((sum, term) => tf.add(sum, term));
  },
});

/** The quantisations of the encoder, by path. */
function quantizations({ encoder }: PenalizedModel) {
  return encoder.flatMap(({ path, traits: { code } }) =>
    code?.kind === "quantized" ? [{ path, learnsByGradient: code.learnsByGradient }] : []
  );
}
