import type { DenseExamples, Examples } from "./data_set.ts";
import { denseExamples, heldValues } from "./sparse/dense_examples.ts";
import type { ValueGroup } from "./value_groups.ts";

/** The ways to a value for an empty cell of a column. */
export type FillKind = "mean" | "median";

/**
 * The value that stands for missing ones (NaN) in each column of examples [D]: the mean or the median of
 * those that are there; in place of a median the commonest of groups that are binary, or of words. Throws a
 * RangeError, one sentence, for a column that holds none; `names` is how it calls columns.
 */
export function fitFill(
  examples: Examples,
  kind: FillKind,
  { names, groups }: { names?: readonly string[]; groups: readonly ValueGroup[] },
): readonly number[] {
  const dense = denseExamples(examples);
  return groups.flatMap(({ kind: values, from, size }) => {
    const columns = Array.from({ length: size }, (_, i) => valuesThere(dense, from + i));
    const [first] = columns;
    if (first.length === 0) {
      throw new RangeError(
        `Cannot fill the column ${names?.[from] ?? from + 1}: no training example has a value ` +
          `in it; leave it out by data.columns`,
      );
    }
    if (kind === "median" && values === "number") return [medianOf(first)];
    const means = columns.map((there) => there.reduce((sum, each) => sum + each, 0) / there.length);
    if (kind === "mean") return means;
    if (values === "binary") return [means[0] > 0.5 ? 1 : 0];
    const commonest = means.indexOf(Math.max(...means));
    return means.map((_, i) => i === commonest ? 1 : 0);
  });
}

function valuesThere({ shape: [width], values }: DenseExamples, column: number): number[] {
  const there: number[] = [];
  for (let i = column; i < values.length; i += width) {
    if (!Number.isNaN(values[i])) there.push(values[i]);
  }
  return there;
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = (values.length - 1) / 2;
  return (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2;
}

/** The same examples with a value for each that is missing; themselves where none is. */
export function fillMissing(examples: Examples, fill: readonly number[]): Examples {
  const held = heldValues(examples);
  if (held instanceof Uint8Array || !held.some(Number.isNaN)) return examples;
  const filled = Float32Array.from(
    denseExamples(examples).values,
    (value, i) => Number.isNaN(value) ? fill[i % fill.length] : value,
  );
  return { ...examples, values: filled };
}

/** The number of values that are missing, of words that stand for one cell once. */
export function countMissing(
  examples: Examples,
  groups: readonly Pick<ValueGroup, "from" | "size">[],
): number {
  const held = heldValues(examples);
  if (held instanceof Uint8Array || !held.some(Number.isNaN)) return 0;
  const { values } = denseExamples(examples);
  const width = groups.reduce((sum, { size }) => sum + size, 0);
  let count = 0;
  for (let row = 0; row < values.length; row += width) {
    for (const { from } of groups) if (Number.isNaN(values[row + from])) count++;
  }
  return count;
}
