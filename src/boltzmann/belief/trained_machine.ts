import type { MachineParams, MachineSpecInput } from "../spec.ts";

/** A machine and its parameters. */
export interface TrainedMachine {
  /** The kinds and the numbers of its units. */
  readonly spec: MachineSpecInput;
  /** `weight` [V, H], `visibleBias` [V] and `hiddenBias` [H]. */
  readonly params: MachineParams;
}
