import { type Ranking, tiesOf } from "./ties.ts";

/**
 * The area under the ROC curve: the chance that an anomaly has a higher score than another example,
 * where equal scores count half. By the ranks of the scores, equal ones having the mean of theirs
 * (Fawcett, "An introduction to ROC analysis", 2006). Throws as `tiesOf`.
 */
export function rocAuc(ranking: Ranking): number {
  let above = 0, won = 0, anomalies = 0, others = 0;
  for (const { size, relevant } of tiesOf(ranking)) {
    const negatives = size - relevant;
    won += negatives * (above + relevant / 2);
    above += relevant;
    anomalies += relevant;
    others += negatives;
  }
  return won / (anomalies * others);
}
