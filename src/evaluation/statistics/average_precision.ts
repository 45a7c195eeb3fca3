import { type Ranking, tiesOf } from "./ties.ts";

/**
 * The average precision Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, the highest first: Pₙ is the share of
 * anomalies among the examples from the n-th score up, Rₙ the share of all anomalies that are among them.
 *
 * Nothing is interpolated, as in scikit-learn's `average_precision_score`. Throws as `tiesOf`.
 */
export function averagePrecision(ranking: Ranking): number {
  let seen = 0, found = 0, sum = 0;
  for (const { size, relevant } of tiesOf(ranking)) {
    seen += size;
    found += relevant;
    sum += relevant * found / seen;
  }
  return sum / found;
}
