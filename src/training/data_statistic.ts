import type { NdArray } from "../core/nd_array.ts";
import { type Examples, geometricMedian, meanExample } from "../data/mod.ts";
import type { DataStatistic } from "../model/mod.ts";

const statistics: { readonly [Name in DataStatistic]: (examples: Examples) => NdArray } = {
  "data-mean": meanExample,
  "data-median": geometricMedian,
};

/** The statistic that a model wants of the training examples before training, one example large. */
export function dataStatistic(examples: Examples, statistic: DataStatistic): NdArray {
  return statistics[statistic](examples);
}
