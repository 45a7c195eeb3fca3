import type { MachineSpec } from "../spec.ts";
import { logSumExp } from "./log_sum_exp.ts";

/**
 * log Z of the machine without weights and hidden biases: Σᵢ log(1 + exp(aᵢ)) + H log 2, or of texts of D
 * words, their `length`, D log Σᵢ exp(aᵢ) + H log 2.
 */
export function baseLogPartition(
  base: ArrayLike<number>,
  { visible, hidden }: MachineSpec,
  length = 0,
): number {
  const ofHidden = hidden.size * Math.LN2;
  if (visible.units === "multinomial") {
    return length * logSumExp(Float64Array.from(base)) + ofHidden;
  }
  return Array.from(base).reduce(
    (sum, a) => sum + Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
    ofHidden,
  );
}
