import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { defineLayer } from "../contract/layer.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";
import { imageSize } from "./windows.ts";

/**
 * Global pooling: the average or the largest value of each channel. Input [B, H, W, K], output
 * [B, 1, 1, K]. (Lin et al., "Network in network", 2014.)
 */
export const globalPool = defineLayer({
  schema: z.strictObject({
    type: z.literal("global_pool"),
    function: z.enum(["average", "max"]),
  }),
  outputShape: (_spec, input) => [1, 1, imageSize("global_pool", input).channels],
  apply: (spec, x) =>
    spec.function === "average" ? tf.mean(x, [1, 2], true) : tf.max(x, [1, 2], true),
  /** Equal maxima all count, as in the gradient of `apply`. */
  pullback(spec, cotangents, { x, y }) {
    const [height, width] = x.shape.slice(1);
    const spread = tf.tile(cotangents, [1, height, width, 1]);
    return spec.function === "average"
      ? tf.div(spread, height * width)
      : scaleCotangents(spread, tf.sub(1, tf.step(tf.sub(y, x))));
  },
  emit: (spec, x, { graph, path }) =>
    spec.function === "average"
      ? graph.node("GlobalAveragePool", [x], { name: path })
      : graph.node("ReduceMax", [x], { name: path, attributes: { axes: [2, 3], keepdims: 1 } }),
  layout: () => "channels-first",
  mirror: (_spec, { inputShape }) => ({
    type: "up_sampling",
    size: imageSize("global_pool", inputShape).image,
  }),
});
