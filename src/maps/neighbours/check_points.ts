import type { NdArray } from "../../core/nd_array.ts";
import { formatShape } from "../../core/shape.ts";

/**
 * The number of points [N, D] and of the values of each. Throws a RangeError, one sentence that begins with
 * "Cannot `verb`", for an array of other axes, for fewer than two points and for values that are no numbers.
 */
export function checkPoints(
  { shape, values }: NdArray,
  verb: string,
): [count: number, size: number] {
  if (shape.length !== 2 || shape[1] === 0) {
    throw new RangeError(
      `Cannot ${verb} an array ${formatShape(shape)}: expected points, rows of values`,
    );
  }
  const [count, size] = shape;
  if (count < 2) {
    throw new RangeError(`Cannot ${verb} ${count} points: expected at least two`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${verb} points that hold ${values[bad]}, in row ${
        Math.floor(bad / size)
      }: expected ` +
        "finite numbers",
    );
  }
  return [count, size];
}
