import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { checkVector } from "../contract/check_vector.ts";
import { defineLayer } from "../contract/layer.ts";

/**
 * Puts the class of each example behind its values, y = [x, label].
 *
 * Input [B, D], labels [B, classes] with 1 for the own class and 0 else, output [B, D + classes]. It has
 * no place in a mirror: a conditional decoder starts with one of its own. Exported graphs take the
 * labels as `label`. (Sohn, Lee and Yan, "Learning structured output representation using deep
 * conditional generative models", 2015.)
 */
export const condition = defineLayer({
  schema: z.strictObject({
    type: z.literal("condition"),
    /** The number of classes. */
    classes: z.int().min(2),
  }),
  outputShape({ classes }, input) {
    const [size] = checkVector("condition", input);
    return [size + classes];
  },
  traits: ({ classes }) => ({ classes }),
  apply(_spec, x, { labels }) {
    if (!labels) throw new TypeError("Cannot run a model that depends on classes without labels");
    return tf.concat([x, labels], 1);
  },
  pullback: (_spec, cotangents, { x }) => tf.slice(cotangents, [0, 0], [-1, x.shape[1]!]),
  emit: ({ classes }, x, { graph, path, labels }) =>
    graph.node("Concat", [x, labels(classes)], { name: path, attributes: { axis: 1 } }),
  mirror: () => undefined,
});
