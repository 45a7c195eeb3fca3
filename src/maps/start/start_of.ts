import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { formatShape } from "../../core/shape.ts";

/** The scatter of points that start from nothing. */
const SCATTER = 1e-4;

/**
 * The places [N, 2] that a map starts from: those of `start` around their mean, times what `scaleOf` says, or
 * drawn at random around 0 where there is none, or all of its points lie in one place.
 *
 * Throws a RangeError, one sentence, for a start of other axes or with values that are no numbers.
 */
export function startOf(
  start: NdArray | undefined,
  { count, rng, scaleOf }: {
    readonly count: number;
    readonly rng: Rng;
    readonly scaleOf: (centred: Float64Array) => number;
  },
): Float32Array<ArrayBuffer> {
  const drawn = () => Float32Array.from({ length: 2 * count }, () => SCATTER * rng.normal());
  if (start === undefined) return drawn();
  const { shape, values } = start;
  if (shape.length !== 2 || shape[0] !== count || shape[1] !== 2) {
    throw new RangeError(
      `Cannot start a map of ${count} points from an array ${formatShape(shape)}: expected ` +
        formatShape([count, 2]),
    );
  }
  if (!values.every(Number.isFinite)) {
    throw new RangeError("Cannot start a map from values that are no finite numbers");
  }
  const mean = [0, 0];
  values.forEach((value, i) => mean[i % 2] += value / count);
  const centred = Float64Array.from(values, (value, i) => value - mean[i % 2]);
  const scale = scaleOf(centred);
  return Number.isFinite(scale) ? Float32Array.from(centred, (value) => scale * value) : drawn();
}
