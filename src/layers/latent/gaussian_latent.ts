import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { VALUE_NAMES } from "../../core/exported_model.ts";
import { fillNormal } from "../../kernels/mod.ts";
import { checkVector } from "../contract/check_vector.ts";
import { defineLayer } from "../contract/layer.ts";

/**
 * Stochastic code, h = μ + σ ε with ε ~ N(0, I), where [μ, log σ²] = x W + b.
 *
 * Input [B, D], weight [D, 2C] (means first), bias [2C], output [B, C]. The draw is a function of μ and
 * σ, so that gradients reach them. Outside training h = μ, the most likely code; the exported encoder
 * gives log σ² as `log_variance` besides. (Kingma and Welling, "Auto-encoding variational Bayes",
 * 2014; Rezende, Mohamed and Wierstra, 2014.)
 */
export const gaussianLatent = defineLayer({
  schema: z.strictObject({
    type: z.literal("gaussian_latent"),
    /** The number of values of a code. */
    units: z.int().positive(),
  }),
  outputShape({ units }, input) {
    checkVector("gaussian_latent", input);
    return [units];
  },
  params: ({ units }, [size]) => ({
    weight: {
      shape: [size, 2 * units],
      initializer: "glorot",
      trainable: true,
      fans: { fanIn: size, fanOut: units },
    },
    bias: { shape: [2 * units], initializer: "zeros", trainable: true },
  }),
  gives: ({ units }) => ({
    mean: { shape: [units], made: "a normal distribution" },
    logVariance: { shape: [units], made: "a normal distribution", output: VALUE_NAMES.logVariance },
  }),
  traits: () => ({
    weights: { param: "weight", axes: "inputs, outputs" },
    code: { kind: "drawn", distribution: "gaussian" },
  }),
  apply(_spec, x, { params: { weight, bias }, give, sample }) {
    const [mean, logVariance] = tf.split(tf.add(tf.matMul(x, weight), bias), 2, 1);
    give("mean", mean);
    give("logVariance", logVariance);
    if (!sample) return mean;
    const noise = tf.zeros(mean.shape);
    fillNormal(noise, sample);
    return tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
  },
  /** Of μ: noise is no part of the encoder. */
  pullback({ units }, cotangents, { params: { weight } }) {
    return tf.matMul(cotangents, tf.slice(weight, [0, 0], [-1, units]), false, true);
  },
  emit(_spec, x, { graph, path, param, give }) {
    const both = graph.node("Gemm", [x, param("weight"), param("bias")], { name: `${path}.both` });
    const mean = path, logVariance = `${path}.log_variance`;
    graph.node("Split", [both], {
      name: `${path}.split`,
      outputs: [mean, logVariance],
      attributes: { axis: 1 },
    });
    give("mean", mean);
    give("logVariance", logVariance);
    return mean;
  },
  mirror: (_spec, { inputShape: [units] }) => ({ type: "dense", units }),
});
