import { type RankGroup, rankGroups } from "../../retrieval/mod.ts";

/** Scores, and which of the examples that have them are what is looked for. */
export interface Ranking {
  /** The score of each example, none of them NaN. */
  readonly scores: Float64Array;
  /** 1 for an example that is an anomaly, else 0. */
  readonly positives: Uint8Array;
}

/**
 * The examples by their scores, the highest first, those of equal scores together.
 *
 * Throws a RangeError where all examples are anomalies or none are: nothing is told apart then.
 */
export function tiesOf({ scores, positives }: Ranking): RankGroup[] {
  const total = positives.reduce((sum, each) => sum + each, 0);
  if (total === 0 || total === scores.length) {
    throw new RangeError(
      `Cannot measure how scores tell anomalies from others: ${total} of ${scores.length} examples ` +
        `are anomalies, expected some of either kind`,
    );
  }
  return rankGroups(scores.map((score) => -score), (example) => positives[example] === 1);
}
