import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sparseDecode } from "../../kernels/mod.ts";
import { checkVector } from "../contract/check_vector.ts";
import { defineLayer } from "../contract/layer.ts";
import type { OwnParam } from "../contract/param_spec.ts";

/**
 * Dictionary, y = Σₙ codeₙ · atomₙ. Input the code [B, N], sparse or dense; weight [N, D], an atom a
 * row, of Euclidean norm 1 throughout the training; output [B, D].
 *
 * Gao et al., "Scaling and evaluating sparse autoencoders", 2024.
 */
export const dictionary = defineLayer({
  schema: z.strictObject({
    type: z.literal("dictionary"),
    /** The size of an atom. */
    units: z.int().positive(),
    /** The layer (`encoder.2`) whose weight the atoms start as. */
    startsAs: z.string().optional(),
    /** The layer (`encoder.2`) whose weight [N, D] is the dictionary; it is not kept of unit norm. */
    tiedTo: z.string().optional(),
  }),
  outputShape({ units }, input) {
    checkVector("dictionary", input);
    return [units];
  },
  params({ units, startsAs, tiedTo }, [size]) {
    const shape = [size, units];
    if (tiedTo !== undefined) return { weight: { shape, tiedTo: `${tiedTo}.weight` } };
    const weight: OwnParam = {
      shape,
      initializer: startsAs === undefined ? "unit-rows" : { copyOf: `${startsAs}.weight` },
      trainable: true,
      constraint: "unit-rows",
    };
    return { weight };
  },
  traits: () => ({
    map: "linear",
    weights: { param: "weight", axes: "inputs, outputs", vectors: "atoms" },
  }),
  apply: (_spec, x, { params: { weight } }) => tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D),
  applySparse: (_spec, code, { params: { weight } }) => sparseDecode(code, weight),
  emit: (_spec, x, { graph, path, param }) =>
    graph.node("MatMul", [x, param("weight")], { name: path }),
});
