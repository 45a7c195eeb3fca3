import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { formatShape, sizeOf } from "../../core/shape.ts";
import { defineLayer } from "../contract/layer.ts";

/** Reshaping, row-major. Input [B, …], output [B, …shape] with as many values. */
export const reshape = defineLayer({
  schema: z.strictObject({
    type: z.literal("reshape"),
    shape: z.array(z.int().positive()).min(1),
  }),
  outputShape({ shape }, input) {
    if (sizeOf(shape) !== sizeOf(input)) {
      throw new RangeError(
        `Cannot apply "reshape" to shape ${formatShape(input)}: its ${
          sizeOf(input)
        } values do not fill ${formatShape(shape)}`,
      );
    }
    return shape;
  },
  traits: () => ({ map: "identity" }),
  apply: ({ shape }, x) => tf.reshape(x, [x.shape[0], ...shape]),
  pullback: (_spec, cotangents, { x }) => tf.reshape(cotangents, [-1, ...x.shape.slice(1)]),
  // A zero keeps the batch axis, also where it is empty.
  emit: ({ shape }, x, { graph, path }) =>
    graph.node("Reshape", [x, graph.integers([0, ...shape])], { name: path }),
  mirror: (_spec, { inputShape }) => ({ type: "reshape", shape: [...inputShape] }),
});
