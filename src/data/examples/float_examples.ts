import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import type { DenseExamples } from "./data_set.ts";

/**
 * Rows of floats as examples, after the check that every reader of floats shares.
 *
 * `name` is how errors call the file; with `hasGaps`, NaN stands for what is missing. Throws a RangeError when there are no rows, when an axis is
 * empty, when rows do not fill the shape, or when a value is NaN, infinite or too large for 32 bits.
 */
export function floatExamples(
  values: Float32Array<ArrayBuffer>,
  { shape, name, hasGaps = false }: { shape: Shape; name: string; hasGaps?: boolean },
): DenseExamples {
  const size = sizeOf(shape);
  if (size === 0) {
    throw new RangeError(
      `Cannot use ${name}: its examples have the shape ${
        formatShape(shape)
      }, which holds no values`,
    );
  }
  if (values.length === 0) {
    throw new RangeError(`Cannot use ${name}: it holds no rows, expected at least one`);
  }
  if (values.length % size !== 0) {
    throw new RangeError(
      `Cannot use ${name}: its ${values.length} values are not whole rows of ${size}`,
    );
  }
  const bad = values.findIndex((value) =>
    !Number.isFinite(value) && !(hasGaps && Number.isNaN(value))
  );
  if (bad >= 0) {
    throw new RangeError(
      `Cannot use ${name}: value ${bad % size + 1} of row ${Math.floor(bad / size) + 1} is ${
        values[bad]
      }, expected finite 32-bit numbers`,
    );
  }
  return { shape, count: values.length / size, values };
}
