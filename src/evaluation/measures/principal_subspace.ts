import { principalAngles } from "../../baselines/mod.ts";
import { permuteAxes } from "../../core/permute_axes.ts";
import type { Plan } from "../../model/mod.ts";
import type { Measure } from "./measure.ts";

/**
 * Of a linear model: the angles between the subspace that its weights span and the principal one, which
 * the squared error's minimum makes 0 (Baldi and Hornik, 1989). Nothing where either is the whole space
 * or the examples are all alike.
 */
export const principalSubspace: Measure = ({ model: { plan, params }, pca }) => {
  const path = linearWeight(plan);
  if (path === undefined || !pca || pca.components.shape[0] === 0) return undefined;
  const angles = principalAngles(permuteAxes(params[path], [1, 0]), pca.components)
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

/** The one weight of an encoder that is linear; undefined where it is not. */
function linearWeight({ encoder }: Plan): string | undefined {
  const weights = encoder.filter(({ spec }) => spec.type === "dense");
  const isLinear = encoder.every(({ spec: { type } }) =>
    type === "flatten" || type === "center" || type === "dense"
  );
  return isLinear && weights.length === 1 ? weights[0].params.weight : undefined;
}
