import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { VALUE_NAMES } from "../../core/exported_model.ts";
import { fillUniform } from "../../kernels/mod.ts";
import { checkVector } from "../contract/check_vector.ts";
import type { ApplyContext } from "../contract/contexts.ts";
import { defineLayer } from "../contract/layer.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";

/**
 * Stochastic binary code, h ~ Bernoulli(p) with p = σ(x W + b).
 *
 * Input [B, D], weight [D, C], bias [C], output [B, C] of 0 and 1. A draw has no slope: its gradient
 * goes straight through to p (Bengio, Léonard and Courville, "Estimating or propagating gradients
 * through stochastic neurons", 2013). Outside training h = 1 where p ≥ ½, the most likely code; the
 * exported encoder gives p as `probability` besides.
 */
export const bernoulliLatent = defineLayer({
  schema: z.strictObject({
    type: z.literal("bernoulli_latent"),
    /** The number of values of a code. */
    units: z.int().positive(),
  }),
  outputShape({ units }, input) {
    checkVector("bernoulli_latent", input);
    return [units];
  },
  params: ({ units }, [size]) => ({
    weight: { shape: [size, units], initializer: "glorot", trainable: true },
    bias: { shape: [units], initializer: "zeros", trainable: true },
  }),
  gives: ({ units }) => ({
    probability: { shape: [units], made: "coins", output: VALUE_NAMES.probability },
  }),
  traits: () => ({
    weights: { param: "weight", axes: "inputs, outputs" },
    code: { kind: "drawn", distribution: "bernoulli" },
  }),
  apply(_spec, x, { params, give, sample }) {
    const probability = probabilityOf(x, params);
    give("probability", probability);
    const threshold = tf.fill(probability.shape, 0.5);
    // A uniform number below p is as frequent as p; its own ½ decides where nothing is drawn.
    if (sample) fillUniform(threshold, sample);
    return straightThrough(probability, sample ? "greater" : "greaterEqual", threshold);
  },
  /** Of p, as in the gradient of `apply`. */
  pullback(_spec, cotangents, { x, params }) {
    const p = probabilityOf(x, params), slope = tf.mul(p, tf.sub(1, p));
    return tf.matMul(scaleCotangents(cotangents, slope), params.weight, false, true);
  },
  emit(_spec, x, { graph, path, param, give }) {
    const logit = graph.node("Gemm", [x, param("weight"), param("bias")], {
      name: `${path}.logit`,
    });
    give("probability", graph.node("Sigmoid", [logit], { name: `${path}.probability` }));
    const isOne = graph.node("GreaterOrEqual", [logit, graph.scalar(0)], {
      name: `${path}.is_one`,
    });
    return graph.node("Where", [isOne, graph.scalar(1), graph.scalar(0)], { name: path });
  },
  mirror: (_spec, { inputShape: [units] }) => ({ type: "dense", units }),
});

function probabilityOf(x: tf.Tensor, { weight, bias }: ApplyContext["params"]): tf.Tensor {
  return tf.sigmoid(tf.add(tf.matMul(x, weight), bias));
}

/** 1 where p is over a threshold, else 0; its gradient is that of p. */
function straightThrough(
  p: tf.Tensor,
  comparison: "greater" | "greaterEqual",
  threshold: tf.Tensor,
): tf.Tensor {
  return tf.customGrad((p) => ({
    value: tf.cast(tf[comparison](p as tf.Tensor, threshold), "float32"),
    gradFunc: (dy) => dy,
  }))(p);
}
