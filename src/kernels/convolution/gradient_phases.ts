import type { ConvolutionShape } from "./convolution_shape.ts";

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
  /** The distance in the filter to the one before it. */
  readonly tapStep: number;
  /** The row of dy that the last tap meets at `start`; negative above the first one. */
  readonly first: number;
  /** The distance in dy to where that one meets it. */
  readonly distance: number;
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

/** The phases of the rows and of the columns of the input of a convolution. */
export interface RowsAndColumns {
  readonly down: Phases;
  readonly across: Phases;
}

/** Both phases of a convolution, with any stride and dilation. */
export function gradientPhases(shape: ConvolutionShape): RowsAndColumns {
  return {
    down: phasesOf({
      size: shape.height,
      taps: shape.sizeHeight,
      stride: shape.strideHeight,
      dilation: shape.dilationHeight,
      before: shape.top,
    }),
    across: phasesOf({
      size: shape.width,
      taps: shape.sizeWidth,
      stride: shape.strideWidth,
      dilation: shape.dilationWidth,
      before: shape.left,
    }),
  };
}

/**
 * Splits the input rows of a convolution by the taps that reach them: tap k meets input row y from
 * row o of dy where y + before = stride · o + dilation · k.
 */
function phasesOf(
  { size, taps, stride, dilation, before }: {
    /** Rows of the input. */
    size: number;
    /** Rows of the filter. */
    taps: number;
    stride: number;
    dilation: number;
    /** Rows of zeros above the input; negative where its first rows are not read. */
    before: number;
  },
): Phases {
  const list = Array.from({ length: Math.min(stride, size) }, (_, start): Phase => {
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
