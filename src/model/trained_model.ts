import type { NdArray } from "../core/nd_array.ts";
import type { Calibration } from "./calibration.ts";
import type { Plan } from "./plan.ts";

/** A model that was trained: everything that runs, exports and measures it. */
export interface TrainedModel {
  readonly plan: Plan;
  /** The trained parameters by their paths, those of `plan.params`, and what pre-training learnt beside them. */
  readonly params: Readonly<Record<string, NdArray>>;
  /** Absent where no fixed number of entries of a code is kept. */
  readonly calibration?: Calibration;
}
