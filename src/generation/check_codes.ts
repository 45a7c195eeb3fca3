import type { NdArray } from "../core/nd_array.ts";
import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";

/** The parts of codes [B, …codeShape]. */
export interface CheckedCodes {
  readonly count: number;
  /** The shape of one code. */
  readonly codeShape: Shape;
  /** The number of values in a code. */
  readonly size: number;
}

/**
 * The count and the shape of codes [B, …codeShape].
 *
 * `to` says what for, for errors: "interpolate". Throws a RangeError for what is no list of codes, for
 * codes of another shape than `codeShape`, where one is given, and for values that do not fill theirs.
 */
export function checkCodes(
  { shape, values }: NdArray,
  { to, codeShape }: { to: string; codeShape?: Shape },
): CheckedCodes {
  const found = shape.slice(1);
  if (shape.length < 2 || sizeOf(found) === 0 || (codeShape && !sameShape(found, codeShape))) {
    throw new RangeError(
      `Cannot ${to} codes of shape ${formatShape(shape)}: expected [${
        ["B", ...codeShape ?? ["…codeShape"]].join(", ")
      }]`,
    );
  }
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot ${to} codes of ${values.length} values: shape ${formatShape(shape)} holds ${
        sizeOf(shape)
      }`,
    );
  }
  return { count: shape[0], codeShape: found, size: sizeOf(found) };
}
