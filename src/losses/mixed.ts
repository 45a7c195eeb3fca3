import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import type { GroupLikelihood } from "../core/likelihood.ts";
import { type ActivationName, splitValues } from "../layers/mod.ts";
import {
  bernoulli,
  categorical,
  defineLikelihood,
  gaussian,
  LOG_VARIANCE,
} from "./distributions.ts";
import type { ExampleKind, ReconstructionLoss } from "./reconstruction_loss.ts";

/** The distributions that a group of values can have. */
const GROUP_TYPES = ["gaussian", "bernoulli", "categorical"] as const;

/** Values that stand side by side, and their distribution. */
const likelihoodGroup = z.strictObject({
  type: z.enum(GROUP_TYPES),
  /** The number of values. */
  size: z.int().positive(),
});

/** Values that stand side by side, and their distribution. */
export type LikelihoodGroup = z.infer<typeof likelihoodGroup>;

const schema = z.strictObject({
  type: z.literal("mixed"),
  /** The variance of Gaussian values, as of the "gaussian" likelihood. */
  variance: gaussian.schema.shape.variance,
  /** The groups of values, in their order; of a recipe, by what the columns of its table hold. */
  groups: z.array(likelihoodGroup).min(1).optional(),
});

/**
 * The sum over groups of values, each with a distribution of its own: normal values, coins, and one of
 * some outcomes, for tables whose columns are of unlike kinds (Nazabal, Olmos, Ghahramani and Valera,
 * "Handling incomplete heterogeneous data using VAEs", 2020).
 */
export const mixed = defineLikelihood({ schema, loss: mixedLoss });

/** The activation of each distribution, from whose logits its loss is computed. */
const functions: Readonly<Record<LikelihoodGroup["type"], ActivationName>> = {
  gaussian: "linear",
  bernoulli: "sigmoid",
  categorical: "softmax",
};

/** The values that each distribution has. */
const kinds: Readonly<Record<LikelihoodGroup["type"], ExampleKind>> = {
  gaussian: "any",
  bernoulli: "unit-interval",
  categorical: "distributions",
};

function mixedLoss({ type, variance, groups }: z.infer<typeof schema>): ReconstructionLoss {
  if (!groups) {
    throw new TypeError(
      'Cannot use a "mixed" likelihood without its groups: list the distribution and the size of each ' +
        "group of values, in their order",
    );
  }
  const normal = gaussian.loss({ type: "gaussian", variance });
  const losses = {
    gaussian: normal,
    bernoulli: bernoulli.loss({ type: "bernoulli" }),
    categorical: categorical.loss({ type: "categorical" }),
  };
  const placed = placeNormals(groups), normals = countNormals(groups);
  return {
    name: "mixed likelihood",
    lastLayer: {
      type: "activation_groups",
      groups: groups.map(({ type, size }) => ({ function: functions[type], size })),
    },
    examples: groups.map(({ type, size }) => ({ kind: kinds[type], size })),
    params: () => normals > 0 ? normal.params!([normals]) : {},
    likelihood(params) {
      const config = normals > 0 ? normal.likelihood!(params) : undefined;
      const variances = config?.type === "gaussian" ? config.variance : 1;
      return {
        type,
        groups: placed.map(({ type, size, from }): GroupLikelihood => {
          if (type !== "gaussian") return { type, size };
          const own = typeof variances === "number"
            ? variances
            : variances.slice(from, from + size);
          return { type, size, variance: own };
        }),
      };
    },
    apply(output, x, params) {
      const [outputs, inputs] = [splitValues(output, groups), splitValues(x, groups)];
      return tf.addN(placed.map(({ type, size, from }, i) => {
        const own = type === "gaussian" && variance === "learned-per-value"
          ? { [LOG_VARIANCE]: tf.slice(params[LOG_VARIANCE], from, size) }
          : params;
        return losses[type].apply(outputs[i], inputs[i], own);
      }));
    },
  };
}

/** The number of Gaussian values. */
function countNormals(groups: readonly LikelihoodGroup[]): number {
  return groups.reduce((sum, { type, size }) => type === "gaussian" ? sum + size : sum, 0);
}

/** Groups, with the number of Gaussian values before each. */
function placeNormals(
  groups: readonly LikelihoodGroup[],
): readonly (LikelihoodGroup & { readonly from: number })[] {
  return groups.map((each, i) => ({ ...each, from: countNormals(groups.slice(0, i)) }));
}
