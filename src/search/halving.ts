/** A round of a search: so many trials are trained to so many epochs. */
export interface Rung {
  readonly epochs: number;
  readonly trials: number;
}

/**
 * The rounds of successive halving (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization", 2016): each has a `factor`-th of the trials of the one before, and so many
 * times the epochs, the last one `epochs`. As many rounds as the trials and the epochs allow.
 */
export function rungsOf(
  { trials, epochs, factor }: { trials: number; epochs: number; factor: number },
): Rung[] {
  const times = (whole: number) => {
    let count = 0;
    while (whole >= factor ** (count + 1)) count++;
    return count;
  };
  const last = Math.min(times(trials), times(epochs));
  return Array.from({ length: last + 1 }, (_, round) => ({
    epochs: Math.max(1, Math.round(epochs / factor ** (last - round))),
    trials: Math.floor(trials / factor ** round),
  }));
}

/** The outcome of a trial in a round: its validation error, or the sentence by which it failed. */
export interface TrialResult {
  readonly trial: number;
  readonly round: number;
  /** The epochs that it came to. */
  readonly epochs: number;
  /** The lowest squared error of the validation examples after any of them; absent where it failed. */
  readonly error?: number;
  readonly failed?: string;
}

/** The results of a round, the best first; those that failed last, of equal ones the first drawn first. */
export function ranked(results: readonly TrialResult[]): TrialResult[] {
  return results.toSorted((a, b) =>
    (a.error ?? Infinity) === (b.error ?? Infinity)
      ? a.trial - b.trial
      : (a.error ?? Infinity) - (b.error ?? Infinity)
  );
}

/** The trials of a round: all of the first, and of each other one the best of the one before. */
export function trialsOf(
  round: number,
  { rungs, results }: { rungs: readonly Rung[]; results: readonly TrialResult[] },
): number[] {
  if (round === 0) return Array.from({ length: rungs[0].trials }, (_, trial) => trial);
  return ranked(results.filter((result) => result.round === round - 1))
    .filter(({ error }) => error !== undefined)
    .slice(0, rungs[round].trials)
    .map(({ trial }) => trial);
}
