import { applyScaling, type Scale, type Scaling } from "../../core/preprocessor/scaling.ts";
import type { DenseExamples, Examples } from "./data_set.ts";
import { denseExamples } from "./sparse/dense_examples.ts";
import type { ValueGroup } from "./value_groups.ts";

/**
 * The numbers that bring the values of some examples to a common scale, for each place of the last axis:
 * "unit" to [0, 1] by the least and the largest; "standard" to mean 0 and deviation 1; "robust" to median
 * 0 and a distance of 1 between the quartiles, or deviation 1 where they fall together; "log1p" to log(1 + x). Where all values of a place are
 * alike, only their offset is taken away; those of `kept` groups stay 0 and 1.
 *
 * The quartiles are those of linear interpolation (Hyndman and Fan, "Sample quantiles in statistical
 * packages", 1996, definition 7), the deviation is over N, as in scikit-learn. Throws a RangeError where
 * "log1p" has no meaning for a value.
 */
export function fitScaling(
  examples: Examples,
  scale: Scale,
  kept: readonly ValueGroup[] = [],
): Scaling {
  const dense = denseExamples(examples);
  const width = examples.shape.at(-1)!, unscaled = scale === "log1p" ? Math.LN2 : 1;
  const columns = Array.from({ length: width }, (_, column): readonly [number, number] => {
    if (kept.some(({ from, size }) => column >= from && column < from + size)) {
      return [0, unscaled];
    }
    const values = valuesOf(dense, { column, width });
    return scale === "log1p" ? logarithm(values, column) : places[scale](values);
  });
  return {
    scale,
    offset: columns.map(([offset]) => offset),
    factor: columns.map(([, factor]) => factor > 0 ? factor : 1),
  };
}

/** Examples on the common scale, as a copy of floats. */
export function scaleExamples(examples: Examples, scaling: Scaling): DenseExamples {
  return { ...examples, values: applyScaling(floatsOf(denseExamples(examples)), scaling) };
}

/** The offset and the factor of the values of one place. */
const places: Readonly<
  Record<Exclude<Scale, "log1p">, (values: Float64Array) => readonly [number, number]>
> = {
  unit(values) {
    const least = values.reduce((a, b) => Math.min(a, b));
    return [least, values.reduce((a, b) => Math.max(a, b)) - least];
  },
  standard(values) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / values.length);
    // Values that are alike differ from their mean by its rounding alone.
    return [mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 0];
  },
  robust(values) {
    const sorted = values.toSorted();
    const quantile = (share: number) => {
      const at = share * (sorted.length - 1), below = Math.floor(at);
      const above = sorted[Math.min(below + 1, sorted.length - 1)];
      return sorted[below] + (at - below) * (above - sorted[below]);
    };
    const distance = quantile(0.75) - quantile(0.25);
    const isSpread = distance > 1e-6 * (sorted.at(-1)! - sorted[0]);
    return [quantile(0.5), isSpread ? distance : places.standard(values)[1]];
  },
};

function logarithm(values: Float64Array, column: number): readonly [number, number] {
  const bad = values.findIndex((value) => !(value > -1));
  if (bad < 0) return [0, 1];
  throw new RangeError(
    `Cannot scale by log1p: value ${column + 1} of some example is ${
      values[bad]
    }, expected more than -1; set data.scale to another`,
  );
}

function valuesOf(
  examples: DenseExamples,
  { column, width }: { column: number; width: number },
): Float64Array {
  const { values } = examples, unit = values instanceof Uint8Array ? 255 : 1;
  return Float64Array.from(
    { length: values.length / width },
    (_, row) => values[row * width + column] / unit,
  );
}

function floatsOf({ values }: DenseExamples): Float32Array | Float64Array {
  return values instanceof Uint8Array ? Float64Array.from(values, (byte) => byte / 255) : values;
}
