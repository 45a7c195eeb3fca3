import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { denseCode, topK as largest } from "../../kernels/mod.ts";
import { emitTopK } from "./emit_top_k.ts";
import { checkK, kAt, keepingK, kFields } from "./k_schedule.ts";
import { defineLayer } from "../contract/layer.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";

/**
 * k-sparse activation: the k largest entries of each row stay, equal ones by rising index, the others
 * become 0. Input [B, N], output the code [B, N], sparse. Images [B, H, W, N] have a row at each place:
 * of the channels there the k largest stay.
 *
 * Gradients go to what was kept. Makhzani and Frey, "k-sparse autoencoders", 2013.
 */
export const topK = defineLayer({
  schema: z.strictObject({
    type: z.literal("top_k"),
    ...kFields,
    /** True to set what is below 0 to 0 as well. */
    rectified: z.boolean().optional(),
  }),
  outputShape(spec, input) {
    checkK(spec, { type: "top_k", input, size: input.at(-1)! });
    return input;
  },
  apply(spec, x, { training }) {
    const size = x.shape.at(-1)!, k = kAt(spec, { size, progress: training?.progress });
    const code = largest(tf.reshape(x, [-1, size]), { k, rectified: spec.rectified });
    return x.shape.length === 2 ? code : tf.reshape(denseCode(code), x.shape);
  },
  /** Of what was kept; an entry that was kept for its 0 counts as one that was not. */
  pullback: (_spec, cotangents, { y }) => scaleCotangents(cotangents, tf.step(tf.abs(y))),
  traits(spec, input) {
    if (input.length > 1) return { keepsLargest: true };
    return { code: { kind: "sparse", k: kAt(spec, { size: input[0] }), isCounted: true } };
  },
  keeping: keepingK,
  emit(spec, x, { graph, path, inputShape, threshold }) {
    const size = inputShape.at(-1)!;
    const keep = threshold === undefined
      ? { k: kAt(spec, { size }) }
      : { threshold: graph.scalar(threshold) };
    const axis = inputShape.length, { rectified = false } = spec;
    return emitTopK(graph, x, { path, keep, axis, rectified });
  },
});
