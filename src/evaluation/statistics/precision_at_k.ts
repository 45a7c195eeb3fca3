import { precisionAt } from "../../retrieval/mod.ts";
import { type Ranking, tiesOf } from "./ties.ts";

/**
 * The share of anomalies among the k examples with the highest scores, where k is the number of anomalies
 * (Manning, Raghavan and Schütze, "Introduction to information retrieval", 2008, call it R-precision). Of
 * equal scores at the k-th place it is what a random order of them gives on average. Throws as `tiesOf`.
 */
export function precisionAtK(ranking: Ranking): number {
  const k = ranking.positives.reduce((sum, each) => sum + each, 0);
  return precisionAt(tiesOf(ranking), k);
}
