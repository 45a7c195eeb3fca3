import type { Evaluation } from "../evaluation/record/evaluation.ts";
import type { ClassifierRecord } from "../runs/classifier_record.ts";
import type { RunConfig } from "../runs/run_config.ts";
import type { StoppedAt } from "../runs/weights_file.ts";
import type { EpochMetrics } from "../training/mod.ts";

/** A run as a comparison sees it: all that its folder says, at whatever point its training is. */
export interface ComparedRun {
  readonly directory: string;
  /** As much of its path as tells it from the others. */
  readonly name: string;
  readonly config: RunConfig;
  /** The number of trained numbers. */
  readonly parameters: number;
  /** The number of values in a code. */
  readonly codeSize: number;
  /** The epochs of the whole model's training, and those of the stages before it. */
  readonly history: readonly EpochMetrics[];
  readonly earlier: readonly EpochMetrics[];
  /** The epoch that its weights are of; absent where its training did not finish. */
  readonly bestEpoch?: number;
  /** The place where a training was left that was finished as it was. */
  readonly stopped?: StoppedAt;
  /** Absent where it was not measured. */
  readonly evaluation?: Evaluation;
  /** Absent where it has no classifier. */
  readonly classifier?: ClassifierRecord;
  /** The mean squared error, summed over each example, of its training and of its validation examples. */
  readonly errors: { readonly train?: number; readonly validation?: number };
  /** The bytes of the ONNX files that are there, by their names. */
  readonly onnx: Readonly<Record<string, number>>;
  /** Hashes of the files that say which examples were used for what, and of the weights. */
  readonly split?: string;
  readonly weights?: string;
}
