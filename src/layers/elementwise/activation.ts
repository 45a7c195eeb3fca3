import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { ACTIVATION_NAMES, type ActivationName, activations } from "../contract/activations.ts";
import { defineLayer } from "../contract/layer.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";

/** The factor of leaky_relu for negative values unless the spec says otherwise. */
export const DEFAULT_SLOPE = 0.01;

/** Activation, y = f(x) elementwise (softmax: over the last axis). Input and output [B, …]. */
export const activation = defineLayer({
  schema: z.strictObject({
    type: z.literal("activation"),
    function: z.enum(ACTIVATION_NAMES),
    /** The factor of leaky_relu for negative values. */
    slope: z.number().min(0).max(1).optional(),
  }),
  outputShape: (_spec, input) => input,
  traits: ({ function: activation, slope }) => ({
    activation,
    ...(slope !== undefined && { slope }),
  }),
  apply: (spec, x) => activations[spec.function].apply(x, spec.slope ?? DEFAULT_SLOPE),
  pullback: ({ function: name, slope = DEFAULT_SLOPE }, cotangents, { x, y }) =>
    pullBackActivation(name, cotangents, { x, y, slope }),
  emit: (spec, x, { graph, path }) =>
    activations[spec.function].emit(graph, x, { path, slope: spec.slope ?? DEFAULT_SLOPE }),
  layout: (spec) => spec.function === "softmax" ? "channels-last" : "any",
});

/** The products of cotangents [P·B, …] with the Jacobian of an activation at y = f(x), both [B, …]. */
export function pullBackActivation(
  name: ActivationName,
  cotangents: tf.Tensor,
  { x, y, slope }: { x: tf.Tensor; y: tf.Tensor; slope: number },
): tf.Tensor {
  if (name !== "softmax") {
    return scaleCotangents(cotangents, activations[name].derivative({ x, y, slope }));
  }
  const mean = tf.sum(scaleCotangents(cotangents, y), -1, true);
  return scaleCotangents(tf.sub(cotangents, mean), y);
}
