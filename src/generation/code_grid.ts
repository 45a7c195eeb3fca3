import { type NdArray, zeros } from "../core/nd_array.ts";
import { formatShape, type Shape, sizeOf } from "../core/shape.ts";
import { checkCodes } from "./check_codes.ts";
import { normalQuantile } from "./normal_quantile.ts";

/** Two values of a code from the least to the greatest: [[x0, x1], [y0, y1]]. */
export type CodeRange = readonly [readonly [number, number], readonly [number, number]];

/** The codes of two values to take: those of a rectangle, or even shares of the unit normal. */
export type CodeGridOptions =
  & {
    readonly columns: number;
    readonly rows: number;
    /** The shape of one code, which has two values: [2] unless given. */
    readonly codeShape?: Shape;
  }
  & (
    | { readonly range: CodeRange; readonly quantiles?: false }
    | { readonly quantiles: true; readonly range?: undefined }
  );

/**
 * Codes of two values on a grid, row after row, [rows · columns, 2]: the first value grows to the
 * right, the second upwards, as on a map of codes.
 *
 * Over a `range` they stand at even distances, its corners among them. With `quantiles` they are
 * those below which shares of (i + ½) / n of the unit normal distribution lie, so that each stands for
 * as much of it (Kingma and Welling, "Auto-encoding variational Bayes", 2014). Throws a RangeError for
 * codes of another number of values, a range without a length, and for sides that are not positive
 * whole numbers.
 *
 * @example
 * ```ts
 * import { codeGrid } from "isthmus/generation";
 *
 * const { shape, values } = codeGrid({ columns: 2, rows: 2, range: [[-1, 1], [0, 4]] });
 * assertEquals(shape, [4, 2]);
 * assertEquals([...values].map((value) => Math.abs(value)).sort(), [0, 0, 1, 1, 1, 1, 4, 4]);
 * ```
 */
export function codeGrid(options: CodeGridOptions): NdArray {
  const { columns, rows, codeShape = [2] } = options;
  checkTwoValues(codeShape);
  if (![columns, rows].every((side) => Number.isSafeInteger(side) && side >= 1)) {
    throw new RangeError(
      `Cannot lay codes out on a grid of ${columns} × ${rows}: expected whole numbers from 1 up`,
    );
  }
  const [xs, ys] = [columns, rows].map((count, axis) =>
    options.quantiles
      ? Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count))
      : evenly(options.range[axis], count)
  );
  const grid = zeros([rows * columns, ...codeShape]);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      grid.values.set([xs[column], ys[rows - 1 - row]], 2 * (row * columns + column));
    }
  }
  return grid;
}

/**
 * The rectangle that holds codes of two values [B, …code], and a length of 1 where they are all one.
 *
 * With a `share` below 1 it holds that share of them along each axis, as many left out at either end:
 * a few codes far from all others would make it mostly empty. Throws a RangeError for codes of another
 * number of values, for none, and for a share that is not above 0 and at most 1.
 *
 * @example
 * ```ts
 * import { codeRange } from "isthmus/generation";
 *
 * const codes = { shape: [3, 2], values: Float32Array.of(0, 5, 2, 1, -1, 3) };
 * assertEquals(codeRange(codes), [[-1, 2], [1, 5]]);
 * ```
 */
export function codeRange(codes: NdArray, { share = 1 }: { share?: number } = {}): CodeRange {
  const { count, codeShape } = checkCodes(codes, { to: "find the range of" });
  checkTwoValues(codeShape);
  if (count === 0) throw new RangeError("Cannot find the range of no codes: expected one or more");
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(
      `Cannot find the range of ${share} of the codes: expected a share above 0, at most 1`,
    );
  }
  const out = Math.floor(count * (1 - share) / 2);
  const side = (axis: number): readonly [number, number] => {
    const values = codes.values.filter((_, i) => i % 2 === axis).sort();
    const low = values[out], high = values[count - 1 - out];
    return high > low ? [low, high] : [low - 0.5, low + 0.5];
  };
  return [side(0), side(1)];
}

/**
 * Throws a RangeError for the shape of a code that has not two values.
 *
 * @example
 * ```ts
 * import { checkTwoValues } from "isthmus/generation";
 *
 * checkTwoValues([1, 2]);
 * assertThrows(() => checkTwoValues([3]), RangeError, "expected 2 values, not 3");
 * ```
 */
export function checkTwoValues(codeShape: Shape): void {
  if (sizeOf(codeShape) === 2) return;
  throw new RangeError(
    `Cannot lay codes of shape ${formatShape(codeShape)} out on a grid: expected 2 values, not ${
      sizeOf(codeShape)
    }`,
  );
}

/** Values from one to the other; the middle alone where there is room for one. */
function evenly([from, to]: readonly [number, number], count: number): number[] {
  if (!(to > from && Number.isFinite(to - from))) {
    throw new RangeError(
      `Cannot lay codes out from ${from} to ${to}: expected numbers, the second greater`,
    );
  }
  if (count === 1) return [(from + to) / 2];
  return Array.from({ length: count }, (_, i) => from + (to - from) * i / (count - 1));
}
