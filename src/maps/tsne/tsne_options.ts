/** The choices of t-SNE, all of which may be left out. */
export interface TsneOptions {
  /** The number of neighbours that count for each point, more or less; 30. */
  readonly perplexity?: number;
  /** The number of steps; 1000. */
  readonly iterations?: number;
  /** The number of first steps with affinities `exaggeration` times as large, so that groups form; 250. */
  readonly early?: number;
  /** The factor of affinities in the first steps; 12. */
  readonly exaggeration?: number;
  /**
   * The factor of gradients; a 48th of the number of points, 50 at least (Belkina and others, "Automated
   * optimized parameters for t-distributed stochastic neighbor embedding improve visualization and analysis of
   * large datasets", 2019, in the unit of scikit-learn, whose gradient is four times theirs).
   */
  readonly rate?: number;
  /**
   * The ratio of a cell's side to its distance below which it stands for its points; 0 computes all pairs, as is
   * done unless given for up to `EXACT` points, 0.5 for more.
   */
  readonly theta?: number;
  /** The seed of the start, where none is given or all of its points lie in one place; 0. */
  readonly seed?: number;
  /** The number of steps from one event to the next; 25. */
  readonly every?: number;
}

/** The most points whose pairs are all computed, which takes no longer for so few. */
export const EXACT = 500;

/** The options with what is left out. Throws a RangeError, one sentence, for what makes no sense. */
export function tsneOptions(
  { perplexity = 30, iterations = 1000, early = 250, exaggeration = 12, ...rest }: TsneOptions,
  count: number,
): Required<TsneOptions> {
  const { rate = Math.max(count / 48, 50), theta = count > EXACT ? 0.5 : 0 } = rest;
  const { seed = 0, every = 25 } = rest;
  const all = { perplexity, iterations, early, exaggeration, rate, theta, seed, every };
  for (const name of ["iterations", "every"] as const) whole(name, all[name], 1);
  whole("early", early, 0);
  for (const name of ["perplexity", "exaggeration"] as const) {
    if (!(all[name] >= 1 && all[name] < Infinity)) refuse(name, all[name], "a number from 1 up");
  }
  if (!(rate > 0 && rate < Infinity)) refuse("rate", rate, "a number over 0");
  if (!(theta >= 0 && theta <= 1)) refuse("theta", theta, "a number from 0 to 1");
  return all;
}

function whole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  refuse(name, value, `a whole number from ${least} up`);
}

function refuse(name: string, value: number, expected: string): never {
  throw new RangeError(`Cannot make a map with ${name} ${value}: expected ${expected}`);
}
