import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { defineLayer } from "../contract/layer.ts";

/**
 * Centring, y = x − center, or y = x + center with `tiedTo`. Input and output [B, …], center […].
 *
 * The centre is measured on the training examples before training, and learned only where asked for:
 * the pre-bias of Gao et al., "Scaling and evaluating sparse autoencoders", 2024.
 */
export const center = defineLayer({
  schema: z.strictObject({
    type: z.literal("center"),
    /** The statistic that is measured on the training examples; the mean, unless given. */
    of: z.enum(["mean", "geometric-median"]).optional(),
    /** True to go on learning the centre from where the data put it (a pre-bias). */
    trainable: z.boolean().optional(),
    /** The layer (`encoder.0`) whose centre this one adds back. */
    tiedTo: z.string().optional(),
  }),
  outputShape: (_spec, input) => input,
  params: ({ of = "mean", trainable = false, tiedTo }, shape) => ({
    center: tiedTo === undefined
      ? { shape, initializer: of === "mean" ? "data-mean" : "data-median", trainable }
      : { shape, tiedTo: `${tiedTo}.center` },
  }),
  traits: () => ({ map: "shift" }),
  apply: ({ tiedTo }, x, { params: { center } }) =>
    tiedTo === undefined ? tf.sub(x, center) : tf.add(x, center),
  pullback: (_spec, cotangents) => cotangents,
  emit: ({ tiedTo }, x, { graph, path, param }) =>
    graph.node(tiedTo === undefined ? "Sub" : "Add", [x, param("center")], { name: path }),
  mirror: (_spec, { path }) => ({ type: "center", tiedTo: path }),
});
