import { formatValue } from "../controls/format_value.ts";

/**
 * The range that a slider runs over: a share of the way that codes vary, or one value of a code.
 */
export interface SliderScale {
  /**
   * The word that a screen reader says after a number: "standard deviations"; nothing unless given.
   */
  readonly unit?: string | undefined;
  /** The numbers at its ends, −3 and 3 unless given. */
  readonly range?: readonly [number, number] | undefined;
}

/** The ends of a slider that names none, in standard deviations or in values. */
export const SLIDER_RANGE: readonly [number, number] = [-3, 3];

/** Sliders for codes, and what moves with each. */
export interface SliderSpace {
  /** The name of each slider. */
  readonly labels: readonly string[];
  /** Their name together: "directions" unless given. */
  readonly plural?: string;
  /** The share of the variance of codes that each explains, from 0 to 1. */
  readonly shares?: ArrayLike<number>;
  /** The coordinate of a code [C] along each. */
  readonly coordinates: (code: Float32Array) => ArrayLike<number>;
  /** The code [C] moved along one direction to a coordinate, the others as they were. */
  readonly move: (code: Float32Array, direction: number, to: number) => Float32Array;
}

/**
 * The share of the variance of codes along each direction: its deviation squared over the sum of the
 * variances of all values; zeros where codes do not vary.
 */
export function varianceShares(
  deviations: ArrayLike<number>,
  totalVariance: number,
): Float32Array<ArrayBuffer> {
  const share = (deviation: number) => totalVariance > 0 ? deviation ** 2 / totalVariance : 0;
  return Float32Array.from(deviations, share);
}

/** Sliders over the values of codes [C] themselves, named by number unless labels are given. */
export function valueSliders(
  { codeSize, labels }: { readonly codeSize: number; readonly labels?: readonly string[] },
): SliderSpace {
  return {
    labels: labels ?? Array.from({ length: codeSize }, (_, i) => `Value ${i + 1}`),
    plural: "values",
    coordinates: (code) => code,
    move: (code, direction, to) => code.with(direction, to),
  };
}

/** A coordinate in words: "1.50 standard deviations". */
export function coordinateText(value: number, unit = ""): string {
  return `${formatValue(value)} ${unit}`.trim();
}

/** A share as a percentage: "23 %", "0.4 %", and "< 0.1 %" for what is smaller yet. */
export function formatShare(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 0.05) return "< 0.1 %";
  return `${percent.toFixed(percent < 9.95 ? 1 : 0)} %`;
}
