import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import type { Layer } from "./layer.ts";

/** Subtraction of the training data's mean; with `tiedTo`, its addition. */
export const centerSpec = z.strictObject({
  type: z.literal("center"),
  /** The layer (`encoder.0`) whose mean this one adds back. */
  tiedTo: z.string().optional(),
});

/**
 * Centring, y = x − mean, or y = x + mean with `tiedTo`. Input and output [B, …], mean […].
 *
 * The mean is measured on the training examples before training and not learned.
 */
export const center: Layer<z.infer<typeof centerSpec>> = {
  outputShape: (_spec, input) => input,
  params: ({ tiedTo }, shape) => ({
    mean: tiedTo === undefined
      ? { shape, initializer: "data-mean", trainable: false }
      : { shape, tiedTo: `${tiedTo}.mean` },
  }),
  apply: ({ tiedTo }, x, { params: { mean } }) =>
    tiedTo === undefined ? tf.sub(x, mean) : tf.add(x, mean),
  emit: ({ tiedTo }, x, { graph, path, param }) =>
    graph.node(tiedTo === undefined ? "Sub" : "Add", [x, param("mean")], { name: path }),
  mirror: (_spec, { path }) => ({ type: "center", tiedTo: path }),
};
