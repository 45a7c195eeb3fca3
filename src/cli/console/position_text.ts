import { isOver, type Progress, type TrainingOptions } from "../../training/mod.ts";

/** A stage of pre-training, as it is called. */
export interface NamedStage {
  readonly number: number;
  readonly of: number;
  readonly name: string;
}

/** The words for a stage: `stage 2 of 3 (encoder.3, 1000 to 500)`. */
export function stageText({ number, of, name }: NamedStage): string {
  return `stage ${number} of ${of} (${name})`;
}

/** The place where a training stands: `in epoch 3 of 8, after step 207`, `after the last step, 640`. */
export function positionText(
  progress: Progress,
  /** Epochs that are not known beforehand are infinite. */
  options: Pick<TrainingOptions, "epochs" | "earlyStopping">,
  stage?: NamedStage,
): string {
  const { epoch, step } = progress, within = stage ? `in ${stageText(stage)}, ` : "";
  return isOver(progress, options)
    ? `${within}after the last step, ${step}`
    : `${within}in epoch ${epoch + 1}${
      Number.isFinite(options.epochs) ? ` of ${options.epochs}` : ""
    }, after step ${step}`;
}
