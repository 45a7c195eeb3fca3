import { PRECISIONS } from "../../../precision/mod.ts";
import type { SmallerOptions } from "../../../workflows/precision/smaller_model.ts";
import type { Arguments, OptionSpec } from "../../options/command.ts";
import { choiceValue } from "../../options/values.ts";

/** The options of weights that take less room. */
export const PRECISION_OPTIONS = {
  precision: {
    value: PRECISIONS.join("|"),
    description: "smaller weights: floats of 16 bits, or 8 bits with a scale for each channel",
  },
  percentile: {
    value: "P",
    description: "int8: cut weights to this percentile of the sizes of their channel (100)",
  },
  bound: {
    value: "E",
    description: "the largest relative error that is accepted (0.001 for fp16, 0.01 for int8)",
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/**
 * The precision that was asked for; undefined where none was. Throws a TypeError for a value that is none,
 * and for an option that goes with a precision alone.
 */
export function precisionValue(args: Arguments): SmallerOptions | undefined {
  const precision = choiceValue(args, "precision", PRECISIONS);
  const percentile = numberWithin(args, "percentile", { above: 0, most: 100 });
  const bound = numberWithin(args, "bound", { above: 0, most: Infinity });
  const loose = percentile !== undefined && precision !== "int8"
    ? "percentile"
    : bound !== undefined && precision === undefined
    ? "bound"
    : undefined;
  if (loose !== undefined) {
    throw new TypeError(
      `Cannot use --${loose} without --precision ${
        loose === "percentile" ? "int8" : PRECISIONS.join(" or ")
      }`,
    );
  }
  return precision && { precision, percentile, bound };
}

function numberWithin(
  args: Arguments,
  option: string,
  { above, most }: { above: number; most: number },
): number | undefined {
  const text = args.value(option);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== "" && number > above && number <= most && Number.isFinite(number)) {
    return number;
  }
  throw new TypeError(
    `Cannot use --${option} ${text}: expected a number above ${above}${
      most === Infinity ? "" : ` and up to ${most}`
    }`,
  );
}
