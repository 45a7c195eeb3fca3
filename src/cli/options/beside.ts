import type { OptionSpec } from "./command.ts";

/** The option of every command that compares a run with others. */
export const BESIDE_OPTION: Readonly<Record<"beside", OptionSpec>> = {
  beside: {
    value: "RUN",
    multiple: true,
    description: "another run of the same inputs to compare with",
  },
};
