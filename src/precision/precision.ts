/** The forms of the weights of exported files that are smaller than floats of 32 bits. */
export const PRECISIONS = ["fp16", "int8"] as const;

/** One of them: floats of 16 bits, or whole numbers of 8 with a scale for each channel of outputs. */
export type Precision = typeof PRECISIONS[number];

/**
 * The largest error that a precision may come to unless another bound is given, as a part of what is
 * there with floats of 32 bits.
 */
export const USUAL_BOUNDS: Readonly<Record<Precision, number>> = { fp16: 0.001, int8: 0.01 };

/** The way to smaller weights. */
export interface PrecisionOptions {
  readonly precision: Precision;
  /**
   * Of int8: the percentile of the sizes of a channel's weights that the largest number stands for; what
   * is larger is cut to it. 100 unless given.
   */
  readonly percentile?: number | undefined;
}
