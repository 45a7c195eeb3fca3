import { isOver, type Progress, type TrainingOptions } from "../../training/mod.ts";

/** The place where a training stands: `in epoch 3 of 8, after step 207`, `after the last step, 640`. */
export function positionText(progress: Progress, options: TrainingOptions): string {
  const { epoch, step } = progress;
  return isOver(progress, options)
    ? `after the last step, ${step}`
    : `in epoch ${epoch + 1} of ${options.epochs}, after step ${step}`;
}
