import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { ACTIVATION_NAMES, activations } from "../contract/activations.ts";
import { defineLayer } from "../contract/layer.ts";
import { checkVector } from "../contract/check_vector.ts";
import { splitValues } from "../contract/split_values.ts";
import { DEFAULT_SLOPE, pullBackActivation } from "./activation.ts";

/** Values that stand side by side, and the function of them all. */
const group = z.strictObject({
  function: z.enum(ACTIVATION_NAMES),
  /** The number of values. */
  size: z.int().positive(),
});

/**
 * Another activation for each group of values, y = [f₁(x₁), f₂(x₂), …], as for the columns of a table of
 * unlike kinds; softmax is over its group. Input and output [B, D], D the sum of the sizes.
 */
export const activationGroups = defineLayer({
  schema: z.strictObject({
    type: z.literal("activation_groups"),
    groups: z.array(group).min(1),
  }),
  outputShape({ type, groups }, input) {
    const [width] = checkVector(type, input);
    const size = groups.reduce((sum, { size }) => sum + size, 0);
    if (size === width) return input;
    throw new RangeError(
      `Cannot apply "${type}" to ${width} values: its groups have ${size}`,
    );
  },
  traits: ({ groups }) => ({ activations: groups }),
  apply: ({ groups }, x) =>
    tf.concat(
      splitValues(x, groups).map((part, i) =>
        activations[groups[i].function].apply(part, DEFAULT_SLOPE)
      ),
      -1,
    ),
  pullback({ groups }, cotangents, { x, y }) {
    const [inputs, outputs] = [splitValues(x, groups), splitValues(y, groups)];
    return tf.concat(
      splitValues(cotangents, groups).map((part, i) =>
        pullBackActivation(groups[i].function, part, {
          x: inputs[i],
          y: outputs[i],
          slope: DEFAULT_SLOPE,
        })
      ),
      -1,
    );
  },
  emit({ groups }, x, { graph, path }) {
    const parts = groups.map((_, i) => groups.length === 1 ? x : `${path}.${i}.input`);
    if (groups.length > 1) {
      graph.node("Split", [x, graph.integers(groups.map(({ size }) => size))], {
        name: `${path}.split`,
        attributes: { axis: -1 },
        outputs: parts,
      });
    }
    const values = groups.map(({ function: name }, i) =>
      activations[name].emit(graph, parts[i], { path: `${path}.${i}`, slope: DEFAULT_SLOPE })
    );
    return graph.node("Concat", values, { name: path, attributes: { axis: -1 } });
  },
});
