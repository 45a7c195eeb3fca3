import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sparseDecode } from "../../kernels/mod.ts";
import { activations } from "../contract/activations.ts";
import { checkVector } from "../contract/check_vector.ts";
import { defineLayer } from "../contract/layer.ts";
import type { ParamSpec } from "../contract/param_spec.ts";

/**
 * Fully connected layer, y = x W + b; with tied weights, y = x Wᵀ + b for the W [U, D] of another.
 *
 * Input [B, D], weight [D, U], bias [U], output [B, U]. Weights start by the activation that
 * follows (see `activations`), biases at zero.
 */
export const dense = defineLayer({
  schema: z.strictObject({
    type: z.literal("dense"),
    units: z.int().positive(),
    /** False leaves the bias out. */
    bias: z.boolean().optional(),
    /** The start of the weight; by the activation that follows, unless given. */
    initializer: z.enum(["he", "glorot", "lecun"]).optional(),
    /** The layer (`encoder.0`) whose weight this one uses, transposed. */
    tiedTo: z.string().optional(),
  }),
  outputShape({ units }, input) {
    checkVector("dense", input);
    return [units];
  },
  params({ units, bias, initializer, tiedTo }, [size], { activation }) {
    const params: Record<string, ParamSpec> = {
      weight: tiedTo === undefined
        ? {
          shape: [size, units],
          initializer: initializer ?? activations[activation].initializer,
          trainable: true,
        }
        : { shape: [units, size], tiedTo: `${tiedTo}.weight` },
    };
    if (bias !== false) params.bias = { shape: [units], initializer: "zeros", trainable: true };
    return params;
  },
  traits: ({ bias, tiedTo }) => ({
    map: bias === false ? "linear" : "affine",
    weights: {
      param: "weight",
      axes: tiedTo === undefined ? "inputs, outputs" : "outputs, inputs",
      vectors: "units",
    },
  }),
  apply({ tiedTo }, x, { params: { weight, bias } }) {
    // Not tf.fused.matMul: its gradient also computes that of the first layer's input.
    const product = tf.matMul(x, weight, false, tiedTo !== undefined);
    return bias ? tf.add(product, bias) : product;
  },
  applySparse({ tiedTo }, code, { params: { weight, bias } }) {
    const decoded = sparseDecode(code, tiedTo === undefined ? weight : tf.transpose(weight));
    return bias ? tf.add(decoded, bias) : decoded;
  },
  pullback: ({ tiedTo }, cotangents, { params: { weight } }) =>
    tf.matMul(cotangents, weight, false, tiedTo === undefined),
  emit({ bias, tiedTo }, x, { graph, path, param }) {
    const inputs = [x, param("weight")];
    if (bias !== false) inputs.push(param("bias"));
    return graph.node("Gemm", inputs, {
      name: path,
      attributes: { transB: tiedTo === undefined ? 0 : 1 },
    });
  },
  mirror({ bias }, { inputShape: [size], path, tied }) {
    return {
      type: "dense",
      units: size,
      ...(bias === false && { bias }),
      ...(tied && { tiedTo: path }),
    };
  },
});
