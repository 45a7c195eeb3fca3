import { principalAngles } from "../../baselines/mod.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { permuteAxes } from "../../core/permute_axes.ts";
import type { Plan } from "../../model/mod.ts";
import type { Measure } from "./measure.ts";

/**
 * The angles between the subspace that the weights of a linear model span and the principal one, which
 * the squared error's minimum makes 0 (Baldi and Hornik, 1989). Nothing where either is the whole space
 * or the examples are all alike.
 */
export const principalSubspace: Measure = ({ model: { plan, params }, pca }) => {
  const directions = linearDirections(plan, params);
  if (!directions || !pca || pca.components.shape[0] === 0) return undefined;
  const angles = principalAngles(directions, pca.components)
    .map((angle) => angle * 180 / Math.PI);
  const largest = angles.at(-1)!;
  const mean = angles.reduce((sum, angle) => sum + angle, 0) / angles.length;
  return {
    sentence:
      `The subspace of its weights and the principal one are ${largest.toFixed(2)}° apart at ` +
      `most, ${mean.toFixed(2)}° on average over ${angles.length} principal angles.`,
    values: { largestAngle: largest, meanAngle: mean },
  };
};

/** The rows [C, D] of the one weight of an encoder that is linear; undefined where it is not. */
function linearDirections(
  { encoder }: Plan,
  params: Readonly<Record<string, NdArray>>,
): NdArray | undefined {
  const isLinear = encoder.every(({ traits }) => traits.map);
  const [layer, ...others] = encoder.filter(({ traits }) => traits.weights);
  if (!isLinear || !layer || others.length > 0) return undefined;
  const { param, axes } = layer.traits.weights!;
  return axes === "inputs, outputs" ? permuteAxes(params[layer.params[param]], [1, 0]) : undefined;
}
