import { averagePrecision } from "./average_precision.ts";
import { precisionAtK } from "./precision_at_k.ts";
import { rocAuc } from "./roc_auc.ts";
import type { Ranking } from "./ties.ts";

/** Figures of how well scores tell anomalies from other examples. */
export interface Detection {
  readonly rocAuc: number;
  readonly averagePrecision: number;
  /** At k = the number of anomalies. */
  readonly precisionAtK: number;
}

/** All figures of a ranking; throws as `tiesOf`. */
export function detection(ranking: Ranking): Detection {
  return {
    rocAuc: rocAuc(ranking),
    averagePrecision: averagePrecision(ranking),
    precisionAtK: precisionAtK(ranking),
  };
}
