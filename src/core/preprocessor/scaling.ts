/** The ways to bring values to a common scale. */
export const SCALES = ["unit", "standard", "robust", "log1p"] as const;

/** One of the ways to bring values to a common scale. */
export type Scale = (typeof SCALES)[number];

/**
 * Numbers that bring values to a common scale: y = (x − offset) / factor, of log(1 + x) instead of x for
 * the scale "log1p", with an offset and a factor for each place of the last axis: the columns of a table,
 * the channels of an image.
 */
export interface Scaling {
  readonly scale: Scale;
  readonly offset: readonly number[];
  /** Above 0. */
  readonly factor: readonly number[];
}

/** The share of a unit of the scale that rounding may leave of a 0. */
const ROUNDING = 1e-6;

/** Values on the common scale, as a copy; they are rows of as many values as there are offsets. */
export function applyScaling(
  values: ArrayLike<number>,
  { scale, offset, factor }: Scaling,
): Float32Array<ArrayBuffer> {
  const width = offset.length, isLog = scale === "log1p";
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = isLog ? Math.log1p(values[i]) : values[i];
    scaled[i] = (x - offset[i % width]) / factor[i % width];
  }
  return scaled;
}

/** Values in their own units again, the inverse of `applyScaling`, as a copy. */
export function invertScaling(
  values: ArrayLike<number>,
  { scale, offset, factor }: Scaling,
): Float32Array<ArrayBuffer> {
  const width = offset.length, isLog = scale === "log1p";
  const raw = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const unit = factor[i % width], x = values[i] * unit + offset[i % width];
    // What rounding to 32 bits leaves of 0 is none of the data's numbers.
    raw[i] = isLog ? Math.expm1(x) : Math.abs(x) < ROUNDING * unit ? 0 : x;
  }
  return raw;
}
