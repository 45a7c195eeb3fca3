import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { defineLayer } from "../contract/layer.ts";

const DEFAULTS = { momentum: 0.9, epsilon: 1e-5 };

/**
 * Batch normalisation, y = scale (x − mean) / sqrt(variance + ε) + offset.
 *
 * Input and output [B, C] or [B, H, W, C], of which every place counts; parameters [C]. In training the
 * mean and the (biased) variance are the batch's, and the running ones move towards them; else, and for
 * a batch of one vector, the running ones are used. (Ioffe and Szegedy, "Batch normalization", 2015.)
 */
export const batchNormalization = defineLayer({
  schema: z.strictObject({
    type: z.literal("batch_normalization"),
    /** The share of the old running statistics that a step keeps. */
    momentum: z.number().min(0).lt(1).optional(),
    epsilon: z.number().positive().optional(),
  }),
  outputShape: (_spec, input) => input,
  params(_spec, input) {
    const shape = [input.at(-1)!];
    return {
      scale: { shape, initializer: "ones", trainable: true },
      offset: { shape, initializer: "zeros", trainable: true },
      mean: { shape, initializer: "zeros", trainable: false },
      variance: { shape, initializer: "ones", trainable: false },
    };
  },
  traits: () => ({ fromBatch: "moments" }),
  apply(spec, x, { params, training }) {
    const { momentum = DEFAULTS.momentum, epsilon = DEFAULTS.epsilon } = spec;
    // One value has no variance: the last batch of an epoch may be as small.
    if (!training || x.size === x.shape.at(-1)) {
      const scale = tf.mul(params.scale, tf.rsqrt(tf.add(params.variance, epsilon)));
      return tf.add(tf.mul(tf.sub(x, params.mean), scale), params.offset);
    }
    const leading = x.shape.map((_, axis) => axis).slice(0, -1);
    const mean = tf.mean(x, leading);
    const centred = tf.sub(x, mean);
    const variance = tf.mean(tf.square(centred), leading);
    for (const [name, batch] of [["mean", mean], ["variance", variance]] as const) {
      training.update(
        name,
        tf.add(tf.mul(params[name], momentum), tf.mul(batch, 1 - momentum)),
      );
    }
    const scale = tf.mul(params.scale, tf.rsqrt(tf.add(variance, epsilon)));
    return tf.add(tf.mul(centred, scale), params.offset);
  },
  /** By the running statistics, as outside training. */
  pullback(spec, cotangents, { params: { scale, variance } }) {
    const { epsilon = DEFAULTS.epsilon } = spec;
    return tf.mul(cotangents, tf.mul(scale, tf.rsqrt(tf.add(variance, epsilon))));
  },
  emit(spec, x, { graph, path, param }) {
    return graph.node("BatchNormalization", [
      x,
      param("scale"),
      param("offset"),
      param("mean"),
      param("variance"),
    ], { name: path, attributes: { epsilon: spec.epsilon ?? DEFAULTS.epsilon } });
  },
  layout: () => "channels-first",
});
