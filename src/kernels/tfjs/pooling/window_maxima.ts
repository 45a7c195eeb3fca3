import type * as tf from "@tensorflow/tfjs";

/** The windows along depth, rows and columns, in this order. */
export interface Windows {
  readonly batch: number;
  readonly channels: number;
  readonly inputs: Extent;
  readonly outputs: Extent;
  readonly taps: Extent;
  readonly strides: Extent;
  readonly dilations: Extent;
  /** Padding before the first. */
  readonly before: Extent;
}

type Extent = readonly [depth: number, height: number, width: number];

/** The largest value of one window, by positions in the flat tensors. */
export interface Maximum {
  output: number;
  /** -1 where the window holds nothing but padding. */
  input: number;
  /** Position in the filter [taps, channels]. */
  tap: number;
  value: number;
}

/**
 * Visits all outputs of a sliding maximum of x [batch, ...inputs, channels], or of x plus a filter
 * [...taps, channels] that moves with the window; the first one counts where several are equal, and
 * NaN counts as the largest.
 *
 * The record is the same one for every visit.
 */
export function forEachMaximum(
  { x, filter }: { x: Float32Array; filter?: Float32Array },
  windows: Windows,
  visit: (maximum: Maximum) => void,
): void {
  const { batch, channels, inputs, outputs, taps, strides, dilations, before } = windows;
  const perImage = outputs[0] * outputs[1] * outputs[2], perWindow = taps[0] * taps[1] * taps[2];
  const maximum: Maximum = { output: 0, input: -1, tap: 0, value: 0 };
  for (let window = 0; window < batch * perImage; window++) {
    const image = Math.floor(window / perImage);
    const column = window % outputs[2], rest = Math.floor(window / outputs[2]);
    const row = rest % outputs[1], depth = Math.floor(rest / outputs[1]) % outputs[0];
    for (let channel = 0; channel < channels; channel++) {
      maximum.output = window * channels + channel;
      maximum.input = -1;
      maximum.value = -Infinity;
      for (let tap = 0; tap < perWindow; tap++) {
        const tapColumn = tap % taps[2], tapRest = Math.floor(tap / taps[2]);
        const tapRow = tapRest % taps[1], tapDepth = Math.floor(tapRest / taps[1]);
        const z = depth * strides[0] + tapDepth * dilations[0] - before[0];
        const y = row * strides[1] + tapRow * dilations[1] - before[1];
        const at = column * strides[2] + tapColumn * dilations[2] - before[2];
        if (z < 0 || z >= inputs[0] || y < 0 || y >= inputs[1] || at < 0 || at >= inputs[2]) {
          continue;
        }
        const input = (((image * inputs[0] + z) * inputs[1] + y) * inputs[2] + at) * channels +
          channel;
        const own = tap * channels + channel;
        const value = filter === undefined ? x[input] : Math.fround(x[input] + filter[own]);
        if (maximum.input >= 0 && !isAbove(value, maximum.value)) continue;
        maximum.input = input;
        maximum.tap = own;
        maximum.value = value;
      }
      visit(maximum);
    }
  }
}

/** True where a value is larger than the best so far: NaN is, and nothing is larger than NaN. */
function isAbove(value: number, best: number): boolean {
  return !(value <= best) && !Number.isNaN(best);
}

/** The windows of `tf.maxPool3d`. */
export function poolWindows(info: tf.backend_util.Conv3DInfo): Windows {
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    inputs: [info.inDepth, info.inHeight, info.inWidth],
    outputs: [info.outDepth, info.outHeight, info.outWidth],
    taps: [info.filterDepth, info.filterHeight, info.filterWidth],
    strides: [info.strideDepth, info.strideHeight, info.strideWidth],
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.front, info.padInfo.top, info.padInfo.left],
  };
}

/** The windows of `tf.dilation2d`: a single plane. */
export function dilationWindows(info: tf.backend_util.Conv2DInfo): Windows {
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    inputs: [1, info.inHeight, info.inWidth],
    outputs: [1, info.outHeight, info.outWidth],
    taps: [1, info.filterHeight, info.filterWidth],
    strides: [1, info.strideHeight, info.strideWidth],
    dilations: [1, info.dilationHeight, info.dilationWidth],
    before: [0, info.padInfo.top, info.padInfo.left],
  };
}
