import { formatShape } from "../../core/shape.ts";
import type { Examples } from "../examples/data_set.ts";
import { floatExamples } from "../examples/float_examples.ts";
import type { NpyArray } from "./npy.ts";

/**
 * An array as examples along its first axis: [N, D] as vectors, [N, H, W] and [N, H, W, K] as images.
 *
 * Unsigned bytes are pixels and stand for value / 255; any other number stands for itself. Throws a
 * RangeError for another number of axes, and as `floatExamples` does.
 */
export function npyExamples({ shape, values }: NpyArray, name: string): Examples {
  const [count, ...axes] = shape;
  if (axes.length < 1 || axes.length > 3) {
    throw new RangeError(
      `Cannot use ${name} of shape ${
        formatShape(shape)
      } as examples: expected [N, D], [N, H, W] or [N, H, W, K]`,
    );
  }
  const example = axes.length === 2 ? [...axes, 1] : axes;
  if (!(values instanceof Uint8Array)) {
    const floats = values instanceof Float32Array ? values : Float32Array.from(values);
    return floatExamples(floats, { shape: example, name });
  }
  if (values.length === 0) {
    throw new RangeError(`Cannot use ${name} of shape ${formatShape(shape)}: it holds no values`);
  }
  return { shape: example, count, values };
}

/**
 * An array [N] or [N, 1] as labels.
 *
 * Throws a RangeError for another shape or a value that is not a whole number.
 */
export function npyLabels({ shape, values }: NpyArray, name: string): Int32Array<ArrayBuffer> {
  if (!(shape.length === 1 || shape.length === 2 && shape[1] === 1)) {
    throw new RangeError(
      `Cannot use ${name} of shape ${formatShape(shape)} as labels: expected [N] or [N, 1]`,
    );
  }
  const labels = Int32Array.from(values);
  const bad = labels.findIndex((label, i) => label !== values[i]);
  if (bad >= 0) {
    throw new RangeError(`Cannot use ${name} as labels: label ${bad} is ${values[bad]}`);
  }
  return labels;
}
