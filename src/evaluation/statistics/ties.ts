/** Scores, and which of the examples that have them are what is looked for. */
export interface Ranking {
  /** The score of each example, none of them NaN. */
  readonly scores: Float64Array;
  /** 1 for an example that is an anomaly, else 0. */
  readonly positives: Uint8Array;
}

/** Examples of one score. */
export interface Tie {
  readonly count: number;
  /** The number of anomalies among them. */
  readonly positives: number;
}

/**
 * The examples by their scores, the highest first, those of equal scores together.
 *
 * Throws a RangeError where all examples are anomalies or none are: nothing is told apart then.
 */
export function tiesOf({ scores, positives }: Ranking): Tie[] {
  const total = positives.reduce((sum, each) => sum + each, 0);
  if (total === 0 || total === scores.length) {
    throw new RangeError(
      `Cannot measure how scores tell anomalies from others: ${total} of ${scores.length} examples ` +
        `are anomalies, expected some of either kind`,
    );
  }
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) =>
    scores[b] > scores[a] ? 1 : scores[b] < scores[a] ? -1 : 0
  );
  const ties: { count: number; positives: number }[] = [];
  order.forEach((example, rank) => {
    const isTied = rank > 0 && scores[example] === scores[order[rank - 1]];
    if (!isTied) ties.push({ count: 0, positives: 0 });
    const tie = ties.at(-1)!;
    tie.count++;
    tie.positives += positives[example];
  });
  return ties;
}
