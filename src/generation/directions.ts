import type { CodeSpread } from "./code_space.ts";

/** The directions that codes are measured along. */
type Directions = Omit<CodeSpread, "totalVariance">;

/**
 * The coordinates of a code [C] along each direction dₖ, in standard deviations from the mean: zₖ =
 * (h − μ) · dₖ / σₖ, [K], and 0 along one in which codes do not vary.
 *
 * Throws a RangeError for a code of another number of values.
 *
 * @example
 * ```ts
 * import { alongDirections } from "isthmus/generation";
 *
 * const spread = {
 *   mean: Float32Array.of(1, 1),
 *   directions: { shape: [1, 2], values: Float32Array.of(0, 1) },
 *   deviations: Float32Array.of(2),
 * };
 * assertEquals(alongDirections(spread, [5, 4]), Float64Array.of(1.5));
 * ```
 */
export function alongDirections(
  spread: Directions,
  code: ArrayLike<number>,
): Float64Array<ArrayBuffer> {
  const { mean, directions, deviations } = spread;
  checkCode(spread, code);
  return Float64Array.from(deviations, (deviation, k) => {
    if (deviation === 0) return 0;
    let sum = 0;
    for (let i = 0; i < mean.length; i++) {
      sum += (code[i] - mean[i]) * directions.values[k * mean.length + i];
    }
    return sum / deviation;
  });
}

/**
 * The code [C] that lies `to` standard deviations from the mean along one direction, and as the given
 * one along all at right angles to it: h + (to − zₖ) σₖ dₖ.
 *
 * Along a direction in which codes do not vary it is the code itself. Throws a RangeError for a code of
 * another number of values and for a direction that there is not.
 *
 * @example
 * ```ts
 * import { moveAlong } from "isthmus/generation";
 *
 * const spread = {
 *   mean: Float32Array.of(1, 1),
 *   directions: { shape: [1, 2], values: Float32Array.of(0, 1) },
 *   deviations: Float32Array.of(2),
 * };
 * assertEquals(moveAlong(spread, [5, 4], { direction: 0, to: -1 }), Float32Array.of(5, -1));
 * ```
 */
export function moveAlong(
  spread: Directions,
  code: ArrayLike<number>,
  { direction, to }: { direction: number; to: number },
): Float32Array<ArrayBuffer> {
  const { mean: { length: size }, directions, deviations } = spread;
  if (!(Number.isInteger(direction) && direction >= 0 && direction < deviations.length)) {
    throw new RangeError(
      `Cannot move along direction ${direction}: expected one from 0 to ${deviations.length - 1}`,
    );
  }
  const step = (to - alongDirections(spread, code)[direction]) * deviations[direction];
  return Float32Array.from(
    code,
    (value, i) => value + step * directions.values[direction * size + i],
  );
}

function checkCode({ mean }: Directions, { length }: ArrayLike<number>): void {
  if (length === mean.length) return;
  throw new RangeError(
    `Cannot measure a code of ${length} values along directions of ${mean.length}`,
  );
}
