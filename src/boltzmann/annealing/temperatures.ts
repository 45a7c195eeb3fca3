/** A stretch of inverse temperatures that ends at `to`, in equal steps. */
export interface Stretch {
  /** The last of them, at most 1. */
  readonly to: number;
  /** The number of steps. */
  readonly steps: number;
}

/** The stretches of Salakhutdinov and Murray: 14,500 steps, the shortest near the machine itself. */
export const STRETCHES: readonly Stretch[] = [
  { to: 0.5, steps: 500 },
  { to: 0.9, steps: 4_000 },
  { to: 1, steps: 10_000 },
];

/** The steps of all of them. */
const ALL = STRETCHES.reduce((sum, { steps }) => sum + steps, 0);

/** The same stretches in about so many steps in all. */
export function stretchesOf(steps: number): Stretch[] {
  return STRETCHES.map((stretch) => ({
    ...stretch,
    steps: Math.max(1, Math.round(stretch.steps * steps / ALL)),
  }));
}

/**
 * The inverse temperatures from 0 to 1 of some stretches. Throws a RangeError where they do not rise to 1.
 */
export function temperatures(stretches: readonly Stretch[]): Float64Array<ArrayBuffer> {
  const values = [0];
  for (const { to, steps } of stretches) {
    const from = values.at(-1)!;
    if (!(to > from && to <= 1 && Number.isSafeInteger(steps) && steps > 0)) {
      throw new RangeError(
        `Cannot anneal to ${to} in ${steps} steps from ${from}: expected stretches that rise to 1`,
      );
    }
    for (let step = 1; step <= steps; step++) values.push(from + (to - from) * step / steps);
  }
  if (values.at(-1) !== 1) {
    throw new RangeError(`Cannot anneal to ${values.at(-1)}: expected a last stretch to 1`);
  }
  return Float64Array.from(values);
}
