/**
 * The place where an image comes to lie: source pixel x covers from left + x·scale to left + (x +
 * 1)·scale.
 */
export interface Placement {
  /** Target pixels for each source pixel. */
  readonly scale: number;
  /** Its left edge, in target pixels. */
  readonly left: number;
  /** Its upper edge, in target pixels. */
  readonly top: number;
}

/** An image of any number of values a pixel: values [height, width, planes]. */
export interface Planes {
  /** Rows. */
  readonly height: number;
  /** Columns. */
  readonly width: number;
  /** Row-major values. */
  readonly values: Float32Array;
}

/** The share that source positions from `first` on have in one target position. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * An image laid into a field of other sizes, [height, width, planes]: averaged over the area of each
 * target pixel where it shrinks, linear between the centres of pixels where it grows; the field is 0
 * where the image is not, in proportion for pixels that it covers in part.
 */
export function resample(
  source: Planes,
  { placement, height, width }: { placement: Placement; height: number; width: number },
): Float32Array {
  const { scale, left, top } = placement;
  const planes = source.values.length / (source.height * source.width);
  const columns = taps({ from: source.width, to: width, scale, offset: left });
  const rows = taps({ from: source.height, to: height, scale, offset: top });
  const narrowed = new Float32Array(source.height * width * planes);
  for (let y = 0, out = 0; y < source.height; y++) {
    for (const { first, weights } of columns) {
      const start = (y * source.width + first) * planes;
      for (let plane = 0; plane < planes; plane++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += weights[k] * source.values[start + k * planes + plane];
        }
        narrowed[out++] = sum;
      }
    }
  }
  const stride = width * planes;
  const field = new Float32Array(height * stride);
  rows.forEach(({ first, weights }, y) => {
    weights.forEach((weight, k) => {
      for (let i = 0; i < stride; i++) {
        field[y * stride + i] += weight * narrowed[(first + k) * stride + i];
      }
    });
  });
  return field;
}

function taps(
  { from, to, scale, offset }: { from: number; to: number; scale: number; offset: number },
): Taps[] {
  return Array.from({ length: to }, (_, target) => {
    const start = Math.max(0, (target - offset) / scale);
    const end = Math.min(from, (target + 1 - offset) / scale);
    if (!(end > start)) return { first: 0, weights: [] };
    if (scale > 1) {
      const centre = (target + 0.5 - offset) / scale - 0.5;
      const first = Math.min(from - 1, Math.max(0, Math.floor(centre)));
      const share = Math.min(1, Math.max(0, centre - first));
      const covered = (end - start) * scale;
      return first + 1 < from
        ? { first, weights: [covered * (1 - share), covered * share] }
        : { first, weights: [covered] };
    }
    const first = Math.floor(start);
    const weights: number[] = [];
    for (let x = first; x < end; x++) {
      weights.push((Math.min(end, x + 1) - Math.max(start, x)) * scale);
    }
    return { first, weights };
  });
}
