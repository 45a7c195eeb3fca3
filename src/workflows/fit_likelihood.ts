import { type ValueGroup, valueGroups } from "../data/mod.ts";
import type { LikelihoodGroup } from "../losses/mod.ts";
import type { Recipe } from "../recipes/mod.ts";
import type { SplitData } from "../runs/split_data.ts";

/** The distribution of each kind of values. */
const distributions: Readonly<Record<ValueGroup["kind"], LikelihoodGroup["type"]>> = {
  number: "gaussian",
  binary: "bernoulli",
  words: "categorical",
};

/**
 * The same model with the groups of its "mixed" likelihood by what the columns of the training examples
 * hold, where it has one without groups. Throws a RangeError, one sentence, for pictures.
 */
export function fitLikelihood(model: Recipe["model"], data: SplitData): Recipe["model"] {
  const likelihood = "likelihood" in model ? model.likelihood : undefined;
  if (likelihood?.type !== "mixed" || likelihood.groups) return model;
  if (data.train.shape.length !== 1) {
    throw new RangeError(
      'Cannot use a "mixed" likelihood for pictures: expected rows of a table; set ' +
        "model.likelihood.type=bernoulli or gaussian",
    );
  }
  const groups: LikelihoodGroup[] = [];
  for (const { kind, size } of valueGroups(data.train, data)) {
    const type = distributions[kind], last = groups.at(-1);
    // Words are one of theirs each; what is independent stands together.
    if (last && last.type === type && kind !== "words") {
      groups[groups.length - 1] = { type, size: last.size + size };
    } else groups.push({ type, size });
  }
  return { ...model, likelihood: { ...likelihood, groups } };
}
