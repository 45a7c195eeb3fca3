import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { topK as largest } from "../../kernels/mod.ts";
import { checkVector } from "../contract/check_vector.ts";
import { emitTopK } from "./emit_top_k.ts";
import { checkK, kAt, keepingK, kFields } from "./k_schedule.ts";
import { defineLayer } from "../contract/layer.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";

/**
 * k-sparse activation: the k largest entries of each row stay, equal ones by rising index, the others
 * become 0. Input [B, N], output the code [B, N], sparse.
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
    const [size] = checkVector("top_k", input);
    checkK(spec, { type: "top_k", input, size });
    return input;
  },
  apply(spec, x, { training }) {
    const k = kAt(spec, { size: x.shape[1]!, progress: training?.progress });
    return largest(x as tf.Tensor2D, { k, rectified: spec.rectified });
  },
  /** Of what was kept; an entry that was kept for its 0 counts as one that was not. */
  pullback: (_spec, cotangents, { y }) => scaleCotangents(cotangents, tf.step(tf.abs(y))),
  traits: (spec, [size]) => ({
    code: { kind: "sparse", k: kAt(spec, { size }), isCounted: true },
  }),
  keeping: keepingK,
  emit(spec, x, { graph, path, inputShape: [size], threshold }) {
    const keep = threshold === undefined
      ? { k: kAt(spec, { size }) }
      : { threshold: graph.scalar(threshold) };
    return emitTopK(graph, x, { path, keep, rectified: spec.rectified ?? false });
  },
});
