import { penaltyTraits } from "../../penalties/mod.ts";
import { codeStatistics } from "../statistics/mod.ts";
import type { Measure } from "./measure.ts";

/** The largest code that is looked at entry by entry. */
const MOST = 4096;

/** The activity of the entries of a code, of a model whose codes are vectors. */
export const codeActivity: Measure = async ({ model: { plan }, autoencoder, test }) => {
  if (plan.codeShape.length !== 1 || plan.codeShape[0] > MOST) return undefined;
  const { mean, meanSize, entryMeans } = await codeStatistics(
    test,
    (batch) => autoencoder.encode(batch, batch),
  );
  const [target] = penaltyTraits(plan.spec.penalties)
    .flatMap(({ meanActivation }) => meanActivation ?? []);
  const sorted = [...entryMeans].sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)!];
  const aim = target !== undefined
    ? ` (target ${target}); of single entries between ${least.toPrecision(3)} and ` +
      most.toPrecision(3)
    : "";
  return {
    sentence: `The mean of an entry of a code is ${mean.toPrecision(3)}, its mean size ${
      meanSize.toPrecision(3)
    }${aim}.`,
    values: { mean, meanSize, leastEntryMean: least, largestEntryMean: most },
  };
};
