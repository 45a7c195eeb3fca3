import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sizeOf } from "../../core/shape.ts";
import { checkVector } from "../contract/check_vector.ts";
import type { InferenceOptions } from "../contract/code_traits.ts";
import { inferCode } from "./infer_code.ts";
import { defineLayer } from "../contract/layer.ts";

/** The options of the inference of sparse codes while training. */
export const inferenceFields = {
  /** λ, what Σ |z| is multiplied by. */
  sparsity: z.number().min(0),
  /** α, what ½ ‖z − F(x)‖² is multiplied by: 1 unless given. */
  predictionCoefficient: z.number().min(0).optional(),
  /** The number of steps of shrinkage that a code gets: 20 unless given. */
  iterations: z.int().positive().optional(),
  /** Plain shrinkage, each step of which lowers the energy, or accelerated, the default. */
  method: z.enum(["ista", "fista"]).optional(),
  /** True for codes without negative entries. */
  rectified: z.boolean().optional(),
};

const schema = z.strictObject({
  type: z.literal("sparse_inference"),
  ...inferenceFields,
});

type Spec = z.infer<typeof schema>;

/** The inference of a layer, what its spec leaves out filled in. */
function inferenceOf(
  { sparsity, predictionCoefficient = 1, iterations = 20, method = "fista", rectified = false }:
    Spec,
): InferenceOptions {
  return { sparsity, predictionCoefficient, iterations, method, rectified };
}

/**
 * Sparse codes by inference while training, by prediction otherwise (predictive sparse decomposition).
 *
 * Input the prediction F(x) [B, N] of the layers before it, weight the dictionary [N, D] for inputs of
 * D values, an atom a row of norm 1, output the code [B, N]. While training the output is z* =
 * argmin ½ ‖x − z W‖² + λ Σ |z| + ½ α ‖z − F(x)‖² (see `inferCode`), with sums over the values of an
 * example, and no gradient goes through it: the reconstruction trains the dictionary alone, which the
 * decoder uses, and the penalty `prediction` the layers that predict. Else the output is the input, one
 * pass. It gives `prediction` and `inferred` [B, N] to that penalty. (Kavukcuoglu, Ranzato and LeCun,
 * "Fast inference in sparse coding algorithms with applications to object recognition", 2008.)
 */
export const sparseInference = defineLayer({
  schema,
  outputShape: (_spec, input) => checkVector("sparse_inference", input),
  params: (_spec, [size], { modelInputShape }) => ({
    weight: {
      shape: [size, sizeOf(modelInputShape)],
      initializer: "unit-rows",
      trainable: true,
      constraint: "unit-rows",
    },
  }),
  traits: (spec) => ({
    weights: { param: "weight", axes: "inputs, outputs", vectors: "atoms" },
    code: { kind: "predicted", dictionary: "weight", inference: inferenceOf(spec) },
    needsPenalty: "prediction",
  }),
  gives: (_spec, input) => ({
    prediction: { shape: input, made: "a prediction" },
    inferred: { shape: input, made: "shrinkage" },
  }),
  apply(spec, x, { params: { weight }, input, training, give }) {
    if (!training || !input) return x;
    const rows = tf.reshape(input, [-1, weight.shape[1]!]);
    const inferred = inferCode(rows, { weight, prediction: x, ...inferenceOf(spec) });
    give("prediction", x);
    give("inferred", inferred);
    return inferred;
  },
  emit: (_spec, x) => x,
  mirror: (_spec, { inputShape: [units], path }) => ({ type: "dictionary", units, tiedTo: path }),
  mirrorsModel: true,
});
