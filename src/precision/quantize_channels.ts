import { type Shape, sizeOf } from "../core/shape.ts";

/** The largest whole number of a weight: symmetric, so that nothing stands for −128. */
const LARGEST = 127;

/** Weights as whole numbers of 8 bits. */
export interface QuantizedChannels {
  /** In the order of the weights, −127 to 127. */
  readonly values: Int8Array<ArrayBuffer>;
  /** The factor of each channel, 32-bit floats. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/**
 * Rounds weights to w ≈ q s, with one s for each channel, that is each place along `axis`.
 *
 * s is the given percentile of |w| over the channel / 127, and q the whole number nearest to w / s, cut to
 * −127 … 127. A channel of zeros has the scale 1.
 */
export function quantizeChannels(
  weights: Float32Array,
  { shape, axis, percentile }: { shape: Shape; axis: number; percentile: number },
): QuantizedChannels {
  const channels = shape[axis], inner = sizeOf(shape.slice(axis + 1));
  const length = channels === 0 ? 0 : weights.length / channels;
  /** The place of the i-th weight of a channel. */
  const placeOf = (channel: number, i: number) =>
    (Math.floor(i / inner) * channels + channel) * inner + i % inner;
  const values = new Int8Array(weights.length), scales = new Float32Array(channels).fill(1);
  const sizes = new Float32Array(length);
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < length; i++) sizes[i] = Math.abs(weights[placeOf(channel, i)]);
    const scale = Math.fround(percentileOf(sizes, percentile) / LARGEST);
    if (scale > 0) scales[channel] = scale;
    for (let i = 0; i < length; i++) {
      const at = placeOf(channel, i), whole = Math.round(weights[at] / scales[channel]);
      values[at] = Math.max(-LARGEST, Math.min(LARGEST, whole));
    }
  }
  return { values, scales };
}

/** The least value that so many percent of them do not pass; the values are sorted. */
function percentileOf(values: Float32Array, percentile: number): number {
  if (values.length === 0) return 0;
  if (percentile === 100) return values.reduce((most, value) => Math.max(most, value));
  const rank = Math.ceil(percentile / 100 * values.length);
  return values.sort()[Math.max(0, rank - 1)];
}
