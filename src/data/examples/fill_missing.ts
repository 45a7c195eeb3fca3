import type { Examples } from "./data_set.ts";

/** The ways to a value for an empty cell of a column. */
export type FillKind = "mean" | "median";

/**
 * The value that stands for missing ones (NaN) in each column of examples [D]: the mean or the median of
 * those that are there. Throws a RangeError, one sentence, for a column that holds none; `names` is how
 * it calls columns.
 */
export function fitFill(
  { shape: [width], values }: Examples,
  kind: FillKind,
  names?: readonly string[],
): readonly number[] {
  return Array.from({ length: width }, (_, column) => {
    const there: number[] = [];
    for (let i = column; i < values.length; i += width) {
      if (!Number.isNaN(values[i])) there.push(values[i]);
    }
    if (there.length === 0) {
      throw new RangeError(
        `Cannot fill the column ${
          names?.[column] ?? column + 1
        }: no training example has a value ` +
          `in it; leave it out by data.columns`,
      );
    }
    if (kind === "mean") return there.reduce((sum, value) => sum + value, 0) / there.length;
    there.sort((a, b) => a - b);
    const middle = (there.length - 1) / 2;
    return (there[Math.floor(middle)] + there[Math.ceil(middle)]) / 2;
  });
}

/** The same examples with a value for each that is missing; themselves where none is. */
export function fillMissing(examples: Examples, fill: readonly number[]): Examples {
  const { values } = examples;
  if (values instanceof Uint8Array || !values.some(Number.isNaN)) return examples;
  const filled = Float32Array.from(
    values,
    (value, i) => Number.isNaN(value) ? fill[i % fill.length] : value,
  );
  return { ...examples, values: filled };
}

/** The number of values that are missing. */
export function countMissing({ values }: Examples): number {
  if (values instanceof Uint8Array) return 0;
  let count = 0;
  for (const value of values) if (Number.isNaN(value)) count++;
  return count;
}
