import type { Evaluation } from "../evaluation/record/evaluation.ts";
import type { Plan } from "../model/mod.ts";
import type { ClassifierRecord } from "../runs/classifier_record.ts";
import type { RunConfig } from "../runs/run_config.ts";
import type { StoppedAt } from "../runs/weights_file.ts";

/** Everything that a card tells of. */
export interface CardInput {
  readonly config: RunConfig;
  readonly plan: Plan;
  /** The epoch that the weights are of. */
  readonly bestEpoch: number;
  /** The place where the training was left, of one that was finished before its end. */
  readonly stopped?: StoppedAt | undefined;
  readonly evaluation: Evaluation;
  /** The classifier on its encoder, where one was trained. */
  readonly classifier?: ClassifierRecord;
}
