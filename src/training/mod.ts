export { changePicture, type PictureChange, UNCHANGED } from "./augment/change_picture.ts";
export { checkAugment } from "./augment/check_augment.ts";
export { type AugmentOptions, augmentOptions } from "./augment/options.ts";
export { isOver } from "./best_epoch.ts";
export { bestOf, type BestParams } from "./best_of.ts";
export { checkBatches } from "./check_batches.ts";
export { checkExamples } from "./check_examples.ts";
export { trainingBytes } from "./check_memory.ts";
export { checkParams } from "./check_params.ts";
export { checkShape } from "./check_shape.ts";
export { checkSnapshot } from "./check_snapshot.ts";
export { dataStatistic } from "./data_statistic.ts";
export { assertFinite, divergence } from "./divergence.ts";
export { fit, type FitInput, type TrainingEvent } from "./fit.ts";
export { gradients } from "./gradients.ts";
export { labelsOf } from "./labels_of.ts";
export { type TrainingOptions, trainingOptions, type TrainingOptionsInput } from "./options.ts";
export { parseMetrics } from "./parse_metrics.ts";
export { learningRateFactor, scheduleOptions } from "./schedule.ts";
export {
  type EpochMetrics,
  epochMetricsSchema,
  type Pretraining,
  type Progress,
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "./snapshot.ts";
export { toArrays, toTensors } from "./tensors.ts";
export { trainingPlan } from "./training_plan.ts";
export { initOptimizer, update } from "./update.ts";
export { validate } from "./validate.ts";
