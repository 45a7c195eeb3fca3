/**
 * Every stride-th row or column of the input of a convolution, which the same taps of the filter
 * reach.
 */
export interface Phase {
  /** The first of these rows. */
  readonly start: number;
  readonly count: number;
  /** The number of taps that reach them. */
  readonly taps: number;
  /** The last of these taps in the filter. */
  readonly lastTap: number;
  /** The row of dy that the last tap meets at `start`; negative above the first one. */
  readonly first: number;
}

/** All phases of the rows, or of the columns. */
export interface Phases {
  readonly list: readonly Phase[];
  /** The first row of dy that any phase reads, possibly negative. */
  readonly first: number;
  /** From there on, how many rows of dy the first rows of all phases read. */
  readonly reach: number;
  /** Rows of the longest phase. */
  readonly count: number;
}

/**
 * Splits the input rows of a convolution with a stride by the taps that reach them: with y = s m + r
 * and y + before = s o + k, tap k = s j + (r + before) mod s meets row o = m + ⌊(r + before) / s⌋ − j
 * of dy.
 */
export function gradientPhases(
  { size, taps, stride, before }: {
    /** Rows of the input. */
    size: number;
    /** Rows of the filter. */
    taps: number;
    stride: number;
    /** Rows of zeros above the input; negative where its first rows are not read. */
    before: number;
  },
): Phases {
  const list = Array.from({ length: Math.min(stride, size) }, (_, start): Phase => {
    const row = Math.floor((start + before) / stride), firstTap = start + before - row * stride;
    const here = Math.max(0, Math.ceil((taps - firstTap) / stride));
    return {
      start,
      count: Math.ceil((size - start) / stride),
      taps: here,
      lastTap: firstTap + (here - 1) * stride,
      first: row - here + 1,
    };
  });
  const reading = list.filter((phase) => phase.taps > 0);
  if (reading.length === 0) return { list, first: 0, reach: 0, count: list[0].count };
  const first = Math.min(...reading.map((phase) => phase.first));
  const end = Math.max(...reading.map((phase) => phase.first + phase.taps));
  return { list, first, reach: end - first, count: list[0].count };
}
