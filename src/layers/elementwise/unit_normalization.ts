import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { defineLayer } from "../contract/layer.ts";

/** The square of the norm that zeros are taken to have, so that they stay zeros. */
const LEAST = 1e-12;

/**
 * Normalisation to unit norm, y = x / √(Σ x² + 10⁻¹²) over all values of an example. Input and output [B, …].
 *
 * What is left is the direction of an example, as the cosine sees it: texts count alike however long they
 * are, and with some of their words left out.
 */
export const unitNormalization = defineLayer({
  schema: z.strictObject({ type: z.literal("unit_normalization") }),
  outputShape: (_spec, input) => input,
  apply: (_spec, x) => tf.div(x, normsOf(x)),
  /** (g − y (y · g)) / ‖x‖ for each cotangent g. */
  pullback(_spec, cotangents, { x }) {
    const [batch] = x.shape, size = x.size / batch;
    const views = tf.reshape(cotangents, [-1, batch, size]);
    const norms = tf.reshape(normsOf(x), [1, batch, 1]);
    const y = tf.div(tf.reshape(x, [1, batch, size]), norms);
    const along = tf.sum(tf.mul(views, y), 2, true);
    return tf.reshape(tf.div(tf.sub(views, tf.mul(y, along)), norms), cotangents.shape);
  },
  emit(_spec, x, { graph, path, inputShape }) {
    const node = (name: string) => ({ name: `${path}.${name}` });
    const axes = graph.integers(inputShape.map((_, axis) => axis + 1));
    const squares = graph.node("Mul", [x, x], node("squares"));
    const sums = graph.node("ReduceSum", [squares, axes], {
      ...node("sums"),
      attributes: { keepdims: 1 },
    });
    const least = graph.node("Add", [sums, graph.scalar(LEAST)], node("least"));
    const norms = graph.node("Sqrt", [least], node("norms"));
    return graph.node("Div", [x, norms], { name: path });
  },
  layout: () => "any",
  mirror: () => undefined,
});

/** The norms [B, 1, …] of the examples of a batch [B, …]. */
function normsOf(x: tf.Tensor): tf.Tensor {
  const axes = x.shape.slice(1).map((_, axis) => axis + 1);
  return tf.sqrt(tf.add(tf.sum(tf.square(x), axes, true), LEAST));
}
