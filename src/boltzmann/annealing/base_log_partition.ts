import type { MachineSpec } from "../spec.ts";

/** log Z of the machine without weights and hidden biases: Σᵢ log(1 + exp(aᵢ)) + H log 2. */
export function baseLogPartition(base: ArrayLike<number>, { hidden }: MachineSpec): number {
  return Array.from(base).reduce(
    (sum, a) => sum + Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
    hidden.size * Math.LN2,
  );
}
