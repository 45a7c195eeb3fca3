/**
 * Every stride-th row or column of the input of a convolution with dilation, which the same taps of
 * the filter reach.
 */
export interface DepthwisePhase {
  /** The first of these rows. */
  readonly start: number;
  readonly count: number;
  /** The number of taps that reach them. */
  readonly taps: number;
  /** The last of these taps in the filter. */
  readonly lastTap: number;
  /** The distance in the filter to the one before it. */
  readonly tapStep: number;
  /** The row of dy that the last tap meets at `start`; negative above the first one. */
  readonly first: number;
  /** The distance in dy to where that one meets it. */
  readonly distance: number;
}

/** All phases of the rows, or of the columns. */
export interface DepthwisePhases {
  readonly list: readonly DepthwisePhase[];
  /** The first row of dy that any phase reads, possibly negative. */
  readonly first: number;
  /** From there on, how many rows of dy the first rows of all phases read. */
  readonly reach: number;
  /** Rows of the longest phase. */
  readonly count: number;
}

/**
 * Splits the input rows of a convolution by the taps that reach them: tap k meets input row y from
 * row o of dy where y + before = stride · o + dilation · k.
 */
export function depthwisePhases(
  { size, taps, stride, dilation, before }: {
    /** Rows of the input. */
    size: number;
    /** Rows of the filter. */
    taps: number;
    stride: number;
    dilation: number;
    /** Rows of zeros above the input. */
    before: number;
  },
): DepthwisePhases {
  const list = Array.from({ length: Math.min(stride, size) }, (_, start): DepthwisePhase => {
    const reaching = Array.from({ length: taps }, (_, tap) => tap)
      .filter((tap) => (start + before - dilation * tap) % stride === 0);
    const lastTap = reaching.at(-1) ?? 0;
    const tapStep = reaching.length > 1 ? reaching[1] - reaching[0] : 1;
    return {
      start,
      count: Math.ceil((size - start) / stride),
      taps: reaching.length,
      lastTap,
      tapStep,
      first: reaching.length === 0 ? 0 : (start + before - dilation * lastTap) / stride,
      distance: Math.trunc(tapStep * dilation / stride),
    };
  });
  const reading = list.filter((phase) => phase.taps > 0);
  if (reading.length === 0) return { list, first: 0, reach: 1, count: list[0].count };
  const first = Math.min(...reading.map((phase) => phase.first));
  const ends = reading.map((phase) => phase.first + (phase.taps - 1) * phase.distance + 1);
  return { list, first, reach: Math.max(...ends) - first, count: list[0].count };
}
