import { format } from "@std/fmt/bytes";
import type { ModelDifference, Precision } from "../../precision/mod.ts";

/** The file of a folder of smaller files that says how far off they are. */
export const PRECISION_FILE = "precision.json";

/** The errors of the smaller files of a model, and the examples that they were measured on. */
export type PrecisionRecord = ModelDifference & {
  readonly precision: Precision;
  /** The percentile that weights were cut to, of int8. */
  readonly percentile?: number;
  /** The largest error that was accepted. */
  readonly bound: number;
  /** The examples: those that the run held out, or random ones where these are not at hand. */
  readonly measuredOn: "test examples" | "random inputs";
  /** The share of examples that a classifier puts into the same class, where there is one. */
  readonly classes?: number;
  /** The bytes of the files, with weights of 32 bits and now. */
  readonly bytes: { readonly before: number; readonly after: number };
};

/** The entries of a record in the metadata of files. */
export function precisionMetadata(record: PrecisionRecord): Record<string, string> {
  const { precision, percentile, measuredOn, examples, classes } = record;
  return {
    precision,
    ...(percentile !== undefined && { precision_percentile: String(percentile) }),
    precision_measured_on: `${examples} ${measuredOn}`,
    precision_code_error: record.code.toExponential(3),
    precision_reconstruction_error: record.reconstruction.toExponential(3),
    precision_error_growth: record.growth.toExponential(3),
    precision_bit_agreement: record.bits.toFixed(6),
    ...(classes !== undefined && { precision_class_agreement: classes.toFixed(6) }),
  };
}

/** The record in sentences. */
export function precisionSentences(record: PrecisionRecord): string[] {
  const { precision, percentile, bytes, measuredOn, examples, growth, classes } = record;
  const cut = percentile === undefined || percentile === 100
    ? ""
    : `, cut at percentile ${percentile} of each channel`;
  const share = bytes.before === 0 ? 1 : bytes.after / bytes.before;
  return [
    `Weights as ${precision}${cut}: ${format(bytes.after)} of model files, ${percent(share)} of ${
      format(bytes.before)
    }.`,
    `On ${examples} ${measuredOn}, beside weights of 32 bits: codes off by ${
      percent(record.code)
    } and reconstructions by ${
      percent(record.reconstruction)
    } (relative squared error), squared error ${growth < 0 ? "−" : "+"}${
      percent(Math.abs(growth))
    }, ${percent(record.bits)} of the bits of codes the same.`,
    ...(classes === undefined
      ? []
      : [`The classifier puts ${percent(classes)} of them into the same class.`]),
  ];
}

/** A part of all as people read it; small ones keep two digits. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value >= 1) return `${Number(value.toFixed(2))} %`;
  return `${Number(value.toPrecision(2))} %`;
}
