import type { PenalizedModel } from "./penalty.ts";

/**
 * The path of the atoms [N, D] of which a decoder starts with the sum, each times its entry of the
 * code; undefined where it starts otherwise.
 */
export function dictionaryOf({ decoder: [first] }: PenalizedModel): string | undefined {
  const { map, weights } = first.traits;
  return map === "linear" && weights?.axes === "inputs, outputs"
    ? first.params[weights.param]
    : undefined;
}
