import { z } from "zod";
import { inferenceFields } from "../layers/mod.ts";
import { defineVariant, sharedFields, withPenalties } from "./variant.ts";

const { loss: _l, likelihood: _p, outputActivation: _o, tied: _t, ...fields } = sharedFields;

/**
 * Predictive sparse decomposition, ½ ‖x − z* W‖² + λ Σ |z*| + ½ α ‖z* − F(x)‖²: while training, the code
 * z* is the one of least loss, found by iterative shrinkage; the dictionary W learns from what it leaves
 * unexplained and the encoder F to predict it, so that afterwards one pass of F is enough (Kavukcuoglu,
 * Ranzato and LeCun, "Fast inference in sparse coding algorithms with applications to object
 * recognition", 2008).
 */
export const predictiveSparseDecomposition = defineVariant({
  schema: z.strictObject({
    variant: z.literal("predictive-sparse-decomposition"),
    ...fields,
    codeSize: fields.codeSize.default(512),
    codeActivation: fields.codeActivation.removeDefault().default("relu"),
    // The mean is most of an image: an encoder that must take it off by its weights loses units.
    center: fields.center.removeDefault().default(true),
    ...inferenceFields,
    /** λ, what Σ |z| is multiplied by; Σ (x − x̂)² counts ½. */
    sparsity: inferenceFields.sparsity.default(0.3),
    /** α, what ½ ‖z − F(x)‖² is multiplied by. */
    predictionCoefficient: inferenceFields.predictionCoefficient.unwrap().default(1),
    rectified: inferenceFields.rectified.unwrap().default(true),
  }),
  summary: "a dictionary whose sparse codes an encoder learns to predict",
  fill({ variant: _, sparsity, predictionCoefficient, iterations, method, rectified, ...stack }) {
    return withPenalties({
      ...stack,
      likelihood: { type: "gaussian", variance: 1 },
      inference: {
        sparsity,
        predictionCoefficient,
        rectified,
        ...(iterations !== undefined && { iterations }),
        ...(method !== undefined && { method }),
      },
    }, [
      { type: "code_l1", coefficient: sparsity },
      { type: "prediction", coefficient: predictionCoefficient },
    ]);
  },
});
