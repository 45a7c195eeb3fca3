export { accuracy, errorRate } from "./accuracy.ts";
export { answersOf, type ClassPredictions } from "./answers.ts";
export { averagePrecision } from "./average_precision.ts";
export { expectedCalibrationError, reliability, type ReliabilityBin } from "./calibration_error.ts";
export { type CodebookUse, codebookUse } from "./codebook_use.ts";
export { type CodeStatistics, codeStatistics } from "./code_statistics.ts";
export { confidentMistakes } from "./confident_mistakes.ts";
export { confusionMatrix } from "./confusion_matrix.ts";
export { type Detection, detection } from "./detection.ts";
export { type ImportanceOptions, importanceWeightedSurprise } from "./importance_weighted.ts";
export type { NormalCodes } from "./draw_codes.ts";
export { negativeElbos } from "./negative_elbos.ts";
export { fewestFor, percentile } from "./percentile.ts";
export { precisionAtK } from "./precision_at_k.ts";
export { type Reconstruct, reconstructionError } from "./reconstruction_error.ts";
export { rocAuc } from "./roc_auc.ts";
export { type SquaredErrors, squaredErrors } from "./squared_errors.ts";
export { type Tangents, tangents } from "./tangents.ts";
export { type Ranking } from "./ties.ts";
export { totalVariance } from "./total_variance.ts";
export {
  type VariationalBound,
  variationalBound,
  type VariationalDecoder,
  type VariationalModel,
} from "./variational.ts";
