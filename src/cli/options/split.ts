import type { Arguments, OptionSpec } from "./command.ts";

/** The option that chooses between the two parts of a data set. */
export const SPLIT_OPTION: Readonly<Record<string, OptionSpec>> = {
  split: {
    value: "train|test",
    description: "which part of a data set that comes in two (test unless given)",
  },
};

/** The chosen part; throws a TypeError for a word that names none. */
export function splitValue(args: Arguments): "train" | "test" {
  const split = args.value("split") ?? "test";
  if (split !== "train" && split !== "test") {
    throw new TypeError(`Cannot use --split ${split}: expected train or test`);
  }
  return split;
}
