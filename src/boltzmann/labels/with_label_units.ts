import { oneHot } from "../../core/one_hot.ts";
import { sizeOf } from "../../core/shape.ts";
import { type DenseExamples, denseExamples, type Examples } from "../../data/mod.ts";

/**
 * Labelled examples with a unit for each class behind their values, [D + classes] each: 1 for their own
 * class, 0 for the others. Bytes stay bytes.
 *
 * Throws a RangeError for examples without labels, and for a label that is no class.
 *
 * @example
 * ```ts
 * import { withLabelUnits } from "isthmus";
 *
 * const examples = { shape: [1], count: 2, values: Float32Array.of(0.5, 1), labels: Int32Array.of(1, 0) };
 * assertEquals([...withLabelUnits(examples, { classes: 2 }).values], [0.5, 0, 1, 1, 1, 0]);
 * ```
 */
export function withLabelUnits(
  examples: Examples,
  { classes }: { classes: number },
): DenseExamples {
  const { shape, count, values, labels } = denseExamples(examples),
    size = sizeOf(shape),
    width = size + classes;
  if (!labels) {
    throw new RangeError(
      "Cannot make label units of examples without labels: expected a class of each",
    );
  }
  const isBytes = values instanceof Uint8Array;
  const joined = isBytes ? new Uint8Array(count * width) : new Float32Array(count * width);
  const rows = oneHot(labels, { classes }).map((value) => isBytes ? 255 * value : value);
  for (let row = 0; row < count; row++) {
    joined.set(values.subarray(row * size, (row + 1) * size), row * width);
    joined.set(rows.subarray(row * classes, (row + 1) * classes), row * width + size);
  }
  return { ...examples, shape: [width], values: joined };
}
