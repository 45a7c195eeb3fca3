import { applyScaling } from "../../core/preprocessor/scaling.ts";
import type { ExampleForm } from "../model/example_form.ts";

/** The way from the values of an example to bars beside each other, whatever their units. */
export interface BarScale {
  /** True where bars go to both sides of the middle. */
  readonly isSigned: boolean;
  /** The value that a bar starts at, in words. */
  readonly start: string;
  /** The length of each bar, from −1 to 1. */
  shares(values: Float32Array): Float32Array;
  /**
   * The size of the error at each value in standard deviations of its column: those of the training
   * where the scale says them, else of the examples, or the largest value where all are alike.
   */
  errors(values: Float32Array, original: Float32Array): Float32Array;
  /** A small step of a value, in the units of the data. */
  step(place: number): number;
}

/** The value that is 0 on each scale, in words; 0 itself on the others. */
const STARTS: Readonly<Record<string, string>> = {
  standard: "the mean of a column",
  robust: "the median of a column",
  unit: "the least value of a column",
};

/**
 * The bars of a form's values on the scale of the model: as long as the largest of its column among
 * `examples` [M, D] is a full one, and at least as 1 where columns are on a common scale.
 */
export function barScale(
  { names, scaling, unit }: Pick<ExampleForm, "names" | "scaling" | "unit">,
  examples: ArrayLike<number> = [],
): BarScale {
  const size = names.length, hasNone = examples.length === 0;
  const onScale = (values: ArrayLike<number>) =>
    scaling ? applyScaling(values, scaling) : Float32Array.from(values);
  const seen = onScale(examples);
  const most = new Float32Array(size).fill(scaling || hasNone ? 1 : 0);
  seen.forEach((value, i) => most[i % size] = Math.max(most[i % size], Math.abs(value)));
  const deviations = scaling?.scale === "standard"
    ? new Float32Array(size).fill(1)
    : columnDeviations(seen, size).map((deviation, i) => deviation || most[i] || 1);
  return {
    isSigned: hasNone || seen.some((value) => value < 0),
    start: STARTS[scaling?.scale ?? ""] ?? "0",
    shares: (values) =>
      onScale(values).map((value, i) => Math.max(-1, Math.min(1, value / (most[i] || 1))) || 0),
    errors(values, original) {
      const beside = onScale(original);
      return onScale(values).map((value, i) => Math.abs(value - beside[i]) / deviations[i]);
    },
    step: (place) =>
      10 ** (Math.floor(Math.log10(scaling?.factor[place] ?? ((most[place] || 1) / unit))) - 1),
  };
}

/** The standard deviation of each column of rows of values; 0 where there are none. */
function columnDeviations(rows: Float32Array, size: number): Float32Array {
  const count = rows.length / size || 1;
  const means = new Float64Array(size), squares = new Float64Array(size);
  rows.forEach((value, i) => means[i % size] += value / count);
  rows.forEach((value, i) => squares[i % size] += (value - means[i % size]) ** 2 / count);
  return Float32Array.from(squares, Math.sqrt);
}
