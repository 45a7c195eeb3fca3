import { z } from "zod";
import { ACTIVATION_NAMES, activations } from "./activations.ts";
import type { Layer } from "./layer.ts";

/** An elementwise function, or softmax over the last axis. */
export const activationSpec = z.strictObject({
  type: z.literal("activation"),
  function: z.enum(ACTIVATION_NAMES),
  /** What leaky_relu multiplies negative values by. */
  slope: z.number().min(0).max(1).optional(),
});

/** What leaky_relu multiplies negative values by unless the spec says otherwise. */
const DEFAULT_SLOPE = 0.01;

/** Activation, y = f(x) elementwise (softmax: over the last axis). Input and output [B, …]. */
export const activation: Layer<z.infer<typeof activationSpec>> = {
  outputShape: (_spec, input) => input,
  apply: (spec, x) => activations[spec.function].apply(x, spec.slope ?? DEFAULT_SLOPE),
  emit: (spec, x, { graph, path }) =>
    activations[spec.function].emit(graph, x, { path, slope: spec.slope ?? DEFAULT_SLOPE }),
  layout: (spec) => spec.function === "softmax" ? "channels-last" : "any",
};
