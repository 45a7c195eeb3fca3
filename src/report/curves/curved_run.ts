import type { ClassifierRecord } from "../../runs/classifier_record.ts";
import type { RunConfig } from "../../runs/run_config.ts";
import type { EpochMetrics } from "../../training/mod.ts";

/** The epochs of a run, and what says which of them may be drawn over those of another. */
export interface CurvedRun {
  readonly name: string;
  readonly config: Pick<RunConfig, "spec">;
  /** The epochs of the whole model's training, and those of the stages before it. */
  readonly history: readonly EpochMetrics[];
  readonly earlier: readonly EpochMetrics[];
  /** Absent where it has no classifier. */
  readonly classifier?: Pick<ClassifierRecord, "history" | "recipe">;
}
