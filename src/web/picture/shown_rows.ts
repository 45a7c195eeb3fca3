import type { ExampleForm } from "../model/example_form.ts";
import type { BarScale } from "./bar_scale.ts";
import { greatest } from "./greatest.ts";

/** One value of an example as a row of a table, in the units of the data. */
export interface ShownRow {
  readonly name: string;
  readonly value: number;
  /** The length of its bar, from −1 to 1. */
  readonly share: number;
  /** That which a model made of it; absent where nothing is compared. */
  readonly reconstruction?: { readonly value: number; readonly share: number };
  /** True for the largest error of all values. */
  readonly isLargest: boolean;
}

/** The values to be listed. */
export interface RowValues {
  readonly values: Float32Array;
  /** Those that a model made of them. */
  readonly reconstruction?: Float32Array;
  /** The most rows: of more values the first, or those of the largest errors. */
  readonly most: number;
}

/** The rows of an example, in the order of its values. */
export function shownRows(
  { names, unit }: Pick<ExampleForm, "names" | "unit">,
  scale: BarScale,
  { values, reconstruction, most }: RowValues,
): ShownRow[] {
  const shares = scale.shares(values);
  const errors = reconstruction
    ? scale.errors(values, reconstruction)
    : new Float32Array(values.length);
  const made = reconstruction && scale.shares(reconstruction);
  const [largest] = greatest(errors, 1);
  // Equal errors come in their order, and so the first values where nothing is compared.
  return greatest(errors, most).sort((a, b) => a - b).map((i) => ({
    name: names[i],
    value: values[i] / unit,
    share: shares[i],
    ...(reconstruction && made &&
      { reconstruction: { value: reconstruction[i] / unit, share: made[i] } }),
    isLargest: i === largest && errors[i] > 0,
  }));
}
