/** The counts of values in bins that are equally wide on a logarithmic axis. */
export interface LogBins {
  readonly zeros: number;
  /** Bin i lies between 10^((first + i) step) and 10^((first + i + 1) step). */
  readonly counts: readonly number[];
  readonly first: number;
  readonly step: number;
}

/** The widths of bins, in powers of ten. */
const STEPS = [1, 0.5, 0.25, 0.2, 0.1, 0.05, 0.025] as const;

/** The widest bins are taken that cut the values into so many. */
const FEWEST = 12;

/** Counts values by 12 bins or more. Throws a RangeError where one is negative or not finite. */
export function countByLogBin(values: ArrayLike<number>): LogBins {
  const powers: number[] = [];
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] >= 0 && values[i] < Infinity)) {
      throw new RangeError(
        `Cannot draw value ${i} in a histogram: it is ${values[i]}, expected 0 or more`,
      );
    }
    if (values[i] === 0) zeros++;
    else powers.push(Math.log10(values[i]));
  }
  if (powers.length === 0) return { zeros, counts: [0], first: -1, step: 1 };
  const least = powers.reduce((a, b) => Math.min(a, b));
  const most = powers.reduce((a, b) => Math.max(a, b));
  const step = STEPS.find((width) => (most - least) / width >= FEWEST) ?? STEPS[STEPS.length - 1];
  // Rounding must not put a value that is an edge, such as 1, into a bin beyond it.
  const first = Math.floor(least / step + 1e-6);
  const end = Math.max(first + 1, Math.ceil(most / step - 1e-6));
  const counts = new Array<number>(end - first).fill(0);
  for (const power of powers) {
    counts[Math.min(counts.length - 1, Math.floor(power / step + 1e-6) - first)]++;
  }
  return { zeros, counts, first, step };
}

/** The lower edge of bin i, which is the upper one of the bin before it. */
export function binEdge({ first, step }: LogBins, i: number): number {
  return 10 ** ((first + i) * step);
}
