import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sizeOf } from "../../core/shape.ts";
import { defineLayer } from "../contract/layer.ts";

/** Flattening, row-major. Input [B, …], output [B, D]. */
export const flatten = defineLayer({
  schema: z.strictObject({ type: z.literal("flatten") }),
  outputShape: (_spec, input) => [sizeOf(input)],
  traits: () => ({ map: "identity" }),
  apply: (_spec, x) => tf.reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]),
  pullback: (_spec, cotangents, { x }) => tf.reshape(cotangents, [-1, ...x.shape.slice(1)]),
  emit: (_spec, x, { graph, path }) =>
    graph.node("Flatten", [x], { name: path, attributes: { axis: 1 } }),
  mirror: (_spec, { inputShape }) => ({ type: "reshape", shape: [...inputShape] }),
});
